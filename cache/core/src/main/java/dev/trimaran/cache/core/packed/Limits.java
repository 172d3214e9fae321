package dev.trimaran.cache.core.packed;

/**
 * How large values may become, and up to where small ones keep their compact encodings, as {@code
 * OBJECT ENCODING} tells them: the settings {@code hash-max-listpack-entries} and their like, one
 * object for a node, with Redis 7.0's defaults. A change holds for what is written from then on.
 */
public final class Limits {

  /** No array is made for a longer string, whatever is set. */
  private static final long MOST_STRING_BYTES = 512L << 20;

  private long stringBytes = MOST_STRING_BYTES;
  private long sparseHyperLogLogBytes = 3000;
  private long hashEntries = 512;
  private long hashValue = 64;
  private long setIntegers = 512;
  private long sortedSetEntries = 128;
  private long sortedSetValue = 64;

  /** The longest string, in bytes: {@code proto-max-bulk-len}, 512 MiB at most. */
  public long stringBytes() {
    return stringBytes;
  }

  public void stringBytes(long bytes) {
    stringBytes = Math.min(bytes, MOST_STRING_BYTES);
  }

  /** {@code hll-sparse-max-bytes}. */
  public long sparseHyperLogLogBytes() {
    return sparseHyperLogLogBytes;
  }

  public void sparseHyperLogLogBytes(long bytes) {
    sparseHyperLogLogBytes = bytes;
  }

  /** {@code hash-max-listpack-entries}. */
  public long hashEntries() {
    return hashEntries;
  }

  public void hashEntries(long fields) {
    hashEntries = fields;
  }

  /** {@code hash-max-listpack-value}, in bytes. */
  public long hashValue() {
    return hashValue;
  }

  public void hashValue(long bytes) {
    hashValue = bytes;
  }

  /** {@code set-max-intset-entries}. */
  public long setIntegers() {
    return setIntegers;
  }

  public void setIntegers(long members) {
    setIntegers = members;
  }

  /** {@code zset-max-listpack-entries}. */
  public long sortedSetEntries() {
    return sortedSetEntries;
  }

  public void sortedSetEntries(long members) {
    sortedSetEntries = members;
  }

  /** {@code zset-max-listpack-value}, in bytes. */
  public long sortedSetValue() {
    return sortedSetValue;
  }

  public void sortedSetValue(long bytes) {
    sortedSetValue = bytes;
  }
}
