package dev.trimaran.events.core.model;

/**
 * What a stream's metadata says about which of its events may be seen. The rest of the metadata is
 * of no interest to the log.
 *
 * @param maxCount only the latest so many events; 0: all
 * @param maxAgeSeconds only events younger than that; 0: all
 * @param truncateBefore only events from that revision on
 */
public record StreamMetadata(long maxCount, long maxAgeSeconds, long truncateBefore) {

  /** Nothing is said. */
  public static final StreamMetadata NONE = new StreamMetadata(0, 0, 0);

  /** Of a metadata stream: only its last event counts. */
  public static final StreamMetadata OF_METADATA = new StreamMetadata(1, 0, 0);

  /** The {@code $tb} of a stream that is soft-deleted. */
  public static final long DELETED = Long.MAX_VALUE;

  /** The type of the events that set it. */
  public static final String EVENT_TYPE = "$metadata";

  public StreamMetadata withTruncateBefore(long revision) {
    return new StreamMetadata(maxCount, maxAgeSeconds, revision);
  }

  /** The first revision that may be seen of a stream with that last revision. */
  public long first(long lastRevision) {
    long byCount = maxCount == 0 ? 0 : Math.max(0, lastRevision - maxCount + 1);
    return Math.max(byCount, truncateBefore);
  }
}
