package dev.trimaran.raft.core.model;

/**
 * One entry of the log.
 *
 * @param index position in the log, from 1
 * @param term term of the leader that appended it
 * @param data the command, encoded once where it was proposed; never changed afterwards
 */
public record Entry(long index, long term, EntryKind kind, byte[] data) {

  private static final byte[] NOTHING = new byte[0];

  /** The entry with which a leader opens its term. */
  public static Entry noop(long index, long term) {
    return new Entry(index, term, EntryKind.NOOP, NOTHING);
  }
}
