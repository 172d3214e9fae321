package dev.trimaran.cache.core.lease;

import java.util.Arrays;

/** A key that is being loaded, as a key of the table of leases. */
record LeasedKey(int database, byte[] bytes) {

  static LeasedKey of(int database, byte[] array, int offset, int length) {
    return new LeasedKey(database, Arrays.copyOfRange(array, offset, offset + length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LeasedKey key
        && database == key.database
        && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + database;
  }
}
