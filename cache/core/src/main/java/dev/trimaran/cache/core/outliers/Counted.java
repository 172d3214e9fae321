package dev.trimaran.cache.core.outliers;

/**
 * How often a key was seen, by a sketch.
 *
 * @param count never less than the truth
 * @param error by how much it may be more
 */
record Counted(int database, byte[] key, long count, long error) {

  long atLeast() {
    return count - error;
  }
}
