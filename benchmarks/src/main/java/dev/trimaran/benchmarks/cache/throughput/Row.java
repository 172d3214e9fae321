package dev.trimaran.benchmarks.cache.throughput;

/** A test of redis-benchmark. */
public enum Row {
  /** A random key of the key space. */
  SET(true),
  /** A random key of the key space; all exist. */
  GET(true),
  /** A random counter of the key space. */
  INCR(false),
  /** One list that grows from empty. */
  LPUSH(true),
  /** A random field of one hash. */
  HSET(true),
  /** A random member with a random score in one sorted set. */
  ZADD(false),
  /** Ten random keys of the key space. */
  MSET(true);

  private final boolean sized;

  Row(boolean sized) {
    this.sized = sized;
  }

  /** Whether the size of a value matters to it. */
  boolean sized() {
    return sized;
  }
}
