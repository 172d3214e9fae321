package dev.trimaran.events.node.model;

import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamState;

/**
 * The streams as of what was last published to the index, from memory, for any thread. A call may
 * wait while a batch of commands is being applied.
 */
public interface Heads {

  /** A stream at one moment. */
  Head head(String stream);

  /** How many streams there are or were. */
  long streams();

  /**
   * What a stream is, and how much of it may be seen.
   *
   * @param nextPosition as of the same moment: the position that the next event will get
   */
  record Head(StreamState state, StreamMetadata metadata, long nextPosition) {}
}
