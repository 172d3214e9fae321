package dev.trimaran.events.core.index;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;

/**
 * Says of a hash "not here" or "perhaps": 12 bits for each, wrong once in about 200 times. All bits
 * of a hash are in one block of 512, so a question costs one line of the processor's cache (Putze,
 * Sanders, Singler 2007, section 3).
 */
final class BloomFilter {

  private static final int BITS_EACH = 12;
  private static final int PROBES = 6;
  private static final int BLOCK_WORDS = 8;

  private final long[] words;
  private final int blocks;

  private BloomFilter(long[] words) {
    this.words = words;
    this.blocks = words.length / BLOCK_WORDS;
  }

  static BloomFilter sizedFor(int hashes) {
    int blocks = (int) (((long) hashes * BITS_EACH + 511) / 512);
    return new BloomFilter(new long[Math.max(1, blocks) * BLOCK_WORDS]);
  }

  void add(long hash) {
    int block = block(hash);
    long bits = Hashes.mix(hash);
    for (int probe = 0; probe < PROBES; probe++) {
      words[block + (int) (bits >>> 6 & 7)] |= 1L << bits;
      bits >>>= 9;
    }
  }

  boolean mayHold(long hash) {
    int block = block(hash);
    long bits = Hashes.mix(hash);
    for (int probe = 0; probe < PROBES; probe++) {
      if ((words[block + (int) (bits >>> 6 & 7)] & 1L << bits) == 0) {
        return false;
      }
      bits >>>= 9;
    }
    return true;
  }

  long bytes() {
    return (long) words.length * Long.BYTES;
  }

  void encode(Encoder out) {
    out.varint(words.length);
    for (long word : words) {
      out.i64(word);
    }
  }

  static BloomFilter decode(Decoder in) throws DecodeException {
    int length = in.count(Long.BYTES);
    if (length == 0 || length % BLOCK_WORDS != 0) {
      throw new DecodeException("a filter of " + length + " words", 0);
    }
    long[] words = new long[length];
    for (int i = 0; i < length; i++) {
      words[i] = in.i64();
    }
    return new BloomFilter(words);
  }

  private int block(long hash) {
    return (int) (((hash >>> 32) * blocks) >>> 32) * BLOCK_WORDS;
  }
}
