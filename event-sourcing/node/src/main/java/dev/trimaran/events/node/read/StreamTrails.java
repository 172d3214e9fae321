package dev.trimaran.events.node.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where streams were read last. Revisions of a stream rise with positions, so a reader that goes on
 * from there looks only at the segments on that side.
 */
final class StreamTrails {

  /** An event of a stream. */
  record Mark(long revision, long position) {}

  private static final int MAX_STREAMS = 4096;

  /** Names longer than that are not remembered, so that the trails stay small. */
  private static final int MAX_NAME = 256;

  private final LinkedHashMap<String, Mark> marks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Mark> eldest) {
          return size() > MAX_STREAMS;
        }
      };

  synchronized @Nullable Mark of(String stream) {
    return marks.get(stream);
  }

  synchronized void set(String stream, Mark mark) {
    if (stream.length() <= MAX_NAME) {
      marks.put(stream, mark);
    }
  }
}
