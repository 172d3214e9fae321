package dev.trimaran.raft.node;

import java.io.IOException;
import java.io.InputStream;

/**
 * The user's machine. Duties: {@link #apply} is deterministic (equal commands in equal order give
 * equal states and results on every node), does no IO, never blocks, reads no clock and draws no
 * random number. {@code apply}, {@link #snapshot} and {@link #restore} are called by one thread.
 */
public interface StateMachine {

  /** What a command gave; kept for its session until the proposer has it. */
  interface Result {

    /** Encodes it for a snapshot; called rarely. */
    byte[] encode();
  }

  /**
   * Applies one committed command.
   *
   * @param index its index in the log
   * @param term its term
   * @param command as proposed; must not be changed
   */
  Result apply(long index, long term, byte[] command);

  /** The reverse of {@link Result#encode}. */
  Result decodeResult(byte[] encoded);

  /** All commands of a batch were applied: publish what readers may see. */
  default void batchApplied(long index) {}

  /**
   * Captures the state as of now; returns quickly. The capture is written while later commands are
   * being applied.
   */
  Snapshot snapshot();

  /**
   * Replaces the state by what {@link Snapshot#next} produced.
   *
   * @throws dev.trimaran.raft.node.model.ReplayNeededException when the log is to be applied from
   *     its first entry instead, for which it must be kept; the state is empty then
   */
  void restore(InputStream snapshot) throws IOException;

  /** A captured state, written in chunks by a single thread that may differ from the applier. */
  interface Snapshot extends AutoCloseable {

    /** The next chunk, of any size up to a few hundred KiB, or an empty array at the end. */
    byte[] next();

    @Override
    void close();
  }
}
