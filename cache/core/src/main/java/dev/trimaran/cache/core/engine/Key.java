package dev.trimaran.cache.core.engine;

import java.util.Arrays;

/** A key of a database, as a key of our own tables. */
record Key(int database, byte[] bytes) {

  static Key of(int database, byte[] array, int offset, int length) {
    return new Key(database, Arrays.copyOfRange(array, offset, offset + length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && database == key.database && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + database;
  }
}
