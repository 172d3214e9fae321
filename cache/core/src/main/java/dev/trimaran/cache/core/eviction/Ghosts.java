package dev.trimaran.cache.core.eviction;

import java.util.Arrays;

/**
 * The ghost queue of S3-FIFO: which keys were evicted from the small queue of late, by fingerprints
 * (Yang and others, "FIFO queues are all you need for cache eviction", SOSP 2023, section 4). A
 * table of four-way buckets; a slot is 16 bits of the hash and 16 of the time, which is counted in
 * evictions. A fingerprint counts for as many evictions as the table has slots; of a full bucket
 * the oldest goes.
 */
public final class Ghosts {

  private static final int WAYS = 4;
  private static final int CHUNK = 1 << 14;
  private static final int AGES = 1 << 14;
  private static final int SMALLEST = 1 << 10;

  private static final int[] NOT_YET = new int[0];

  private int[][] chunks = new int[0][];
  private long slots;
  private long evictions;
  private long bytes;

  /** How many evictions are remembered. */
  public long capacity() {
    return slots;
  }

  /** Bytes held. */
  public long bytes() {
    return bytes;
  }

  /**
   * Makes it fit to so many entries, which are in the cache; it forgets all if they have become
   * many more or many fewer.
   */
  public void fit(long entries) {
    if (slots == 0 || entries > 2 * slots || entries < slots / 4 && slots > SMALLEST) {
      slots = Math.max(SMALLEST, (entries + WAYS - 1) / WAYS * WAYS);
      chunks = new int[(int) ((slots + CHUNK - 1) / CHUNK)][];
      Arrays.fill(chunks, NOT_YET);
      evictions = 0;
      bytes = 16 + 4L * chunks.length;
    }
  }

  /** Forgets all and holds nothing. */
  public void clear() {
    chunks = new int[0][];
    slots = 0;
    bytes = 0;
  }

  /** Remembers that the key of this hash was evicted. */
  public void add(long hash) {
    if (slots == 0) {
      return;
    }
    evictions++;
    long bucket = bucket(hash);
    int[] chunk = chunk(bucket);
    int at = (int) (bucket % CHUNK);
    int oldest = at;
    for (int i = at; i < at + WAYS; i++) {
      if (chunk[i] == 0) {
        oldest = i;
        break;
      }
      if (age(chunk[i]) > age(chunk[oldest])) {
        oldest = i;
      }
    }
    chunk[oldest] = fingerprint(hash) << 16 | now();
  }

  /** Whether the key of this hash was evicted of late. */
  public boolean remembers(long hash) {
    if (slots == 0) {
      return false;
    }
    long bucket = bucket(hash);
    int[] chunk = chunks[(int) (bucket / CHUNK)];
    if (chunk.length == 0) {
      return false;
    }
    int at = (int) (bucket % CHUNK);
    for (int i = at; i < at + WAYS; i++) {
      if (chunk[i] >>> 16 == fingerprint(hash) && age(chunk[i]) <= slots / granule()) {
        return true;
      }
    }
    return false;
  }

  /** The first slot of the bucket; the first bits of the hash choose it. */
  private long bucket(long hash) {
    return (hash >>> 32) * (slots / WAYS) >>> 32 << 2;
  }

  /** Of bits that do not choose the bucket; never 0, which marks an empty slot. */
  private static int fingerprint(long hash) {
    return (int) hash & 0xFFFF | 1;
  }

  private long granule() {
    return Math.max(1, slots / AGES);
  }

  private int now() {
    return (int) (evictions / granule()) & 0xFFFF;
  }

  private int age(int slot) {
    return (now() - slot) & 0xFFFF;
  }

  private int[] chunk(long bucket) {
    int number = (int) (bucket / CHUNK);
    int[] chunk = chunks[number];
    if (chunk.length == 0) {
      chunk = new int[(int) Math.min(CHUNK, slots - (long) number * CHUNK)];
      chunks[number] = chunk;
      bytes += 16 + 4L * chunk.length;
    }
    return chunk;
  }
}
