package dev.trimaran.cache.node.persistence;

/**
 * How far a snapshot is.
 *
 * @param keys written; some of them twice
 * @param all that there were when it was begun
 */
public record Progress(long keys, long all) {

  /** Nothing is being written. */
  public static final Progress NONE = new Progress(0, 0);
}
