package dev.trimaran.cache.core.outliers;

import java.util.Arrays;

/** A key of a database, as a key of our own tables. */
record Name(int database, byte[] key) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Name name && database == name.database && Arrays.equals(key, name.key);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + database;
  }
}
