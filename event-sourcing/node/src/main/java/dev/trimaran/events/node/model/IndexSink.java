package dev.trimaran.events.node.model;

import dev.trimaran.events.core.model.RecordedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Told by the machine what it has applied, in the order of the log, on the applier's thread; it
 * never waits for the disk, but for {@link #restore} at start.
 */
public interface IndexSink {

  /**
   * A command took effect.
   *
   * @param entry its index in the log
   * @param command its bytes as they are in the log; must not be changed by either
   * @param events what it gave, in the order of their numbers within the command; their data and
   *     metadata are not looked at
   */
  void recorded(long entry, byte[] command, List<RecordedEvent> events);

  /** All of a batch was applied: readers may see it. */
  void publish();

  /** What a checkpoint of the state as of the last publication has to take along. */
  byte[] capture();

  /**
   * Makes the index what it was at a checkpoint.
   *
   * @param events how many there were: the position of the next
   * @param captured what {@link #capture} had given
   * @return false when the index on disk is not sound. It is empty then, and the log is to be
   *     applied again from its first entry
   */
  boolean restore(long events, ByteBuffer captured) throws IOException;

  /** Forgets everything: the log is applied from its first entry. */
  void reset() throws IOException;
}
