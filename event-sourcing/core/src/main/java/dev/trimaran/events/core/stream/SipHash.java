package dev.trimaran.events.core.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012, and their reference code): who
 * does not know the key cannot make names that meet, and by chance two of 10^12 names meet with a
 * probability of 10^-15.
 *
 * @param key0 first half of the key, little-endian; the same for as long as hashes are kept
 * @param key1 second half
 */
public record SipHash(long key0, long key1) implements NameHash {

  @Override
  public StreamKey hash(String name) {
    return hash(name.getBytes(UTF_8));
  }

  StreamKey hash(byte[] data) {
    var words = new Words(key0, key1);
    int whole = data.length & ~7;
    for (int at = 0; at < whole; at += 8) {
      words.absorb(word(data, at, 8));
    }
    words.absorb(word(data, whole, data.length - whole) | (long) data.length << 56);
    words.v2 ^= 0xee;
    long high = words.finish();
    words.v1 ^= 0xdd;
    return new StreamKey(high, words.finish());
  }

  private static long word(byte[] data, int at, int length) {
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | data[at + i] & 0xff;
    }
    return word;
  }

  /** The state of one hash under way. */
  private static final class Words {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    Words(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    void absorb(long word) {
      v3 ^= word;
      rounds(2);
      v0 ^= word;
    }

    long finish() {
      rounds(4);
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void rounds(int count) {
      for (int i = 0; i < count; i++) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
    }
  }
}
