package dev.trimaran.cache.core.rdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a payload; what is none fails with {@link BadPayload}. */
public final class RdbInput {

  private static final int FOOTER = 10;
  private static final int ENCODED_8_BITS = 0;
  private static final int ENCODED_16_BITS = 1;
  private static final int ENCODED_32_BITS = 2;
  private static final int ENCODED_LZF = 3;

  private final byte[] array;
  private final int end;
  private int at;

  /** What lies between its bounds, without its footer. */
  public RdbInput(byte[] array, int offset, int length) {
    this.array = array;
    at = offset;
    end = offset + length - FOOTER;
  }

  /** Whether version and checksum at the end are right. */
  public static boolean isSound(byte[] array, int offset, int length) {
    if (length < FOOTER) {
      return false;
    }
    int footer = offset + length - FOOTER;
    int version = array[footer] & 0xFF | (array[footer + 1] & 0xFF) << 8;
    return version <= RdbOutput.VERSION
        && Crc64.of(array, offset, length - 8) == little(array, footer + 2, 8);
  }

  public int type() {
    return one();
  }

  /** Whether all was read. */
  public boolean atEnd() {
    return at == end;
  }

  /** A number of elements, or of bytes. */
  public int length() {
    int first = one();
    switch (first >> 6) {
      case 0:
        return first;
      case 1:
        return (first & 0x3F) << 8 | one();
      default:
        check(first == 0x80, "length");
        int value = 0;
        for (int i = 0; i < 4; i++) {
          value = value << 8 | one();
        }
        check(value >= 0, "length");
        return value;
    }
  }

  /** A length of up to 64 bits. */
  public long longLength() {
    check(at < end, "length");
    if ((array[at] & 0xFF) != 0x81) {
      return length();
    }
    at++;
    return Long.reverseBytes(fixed(8));
  }

  /** A time in its eight bytes. */
  public long time() {
    return fixed(8);
  }

  /** A string, in whatever form it is. */
  public byte[] string() {
    check(at < end, "string");
    if ((array[at] & 0xC0) != 0xC0) {
      return take(length());
    }
    switch (one() & 0x3F) {
      case ENCODED_8_BITS:
        return digits((byte) one());
      case ENCODED_16_BITS:
        return digits((short) fixed(2));
      case ENCODED_32_BITS:
        return digits((int) fixed(4));
      case ENCODED_LZF:
        int compressed = length();
        int size = length();
        check(compressed <= end - at && size <= 512 << 20, "compressed string");
        byte[] out = Lzf.decompress(array, at, compressed, size);
        at += compressed;
        return out;
      default:
        throw new BadPayload("string");
    }
  }

  /** A double in its eight bytes. */
  public double number() {
    return Double.longBitsToDouble(fixed(8));
  }

  /** A double in text, its length before it; 253 to 255 stand for no number and the infinities. */
  public double numberText() {
    int size = one();
    switch (size) {
      case 253:
        return Double.NaN;
      case 254:
        return Double.POSITIVE_INFINITY;
      case 255:
        return Double.NEGATIVE_INFINITY;
      default:
        try {
          return Double.parseDouble(new String(take(size), StandardCharsets.US_ASCII));
        } catch (NumberFormatException _) {
          throw new BadPayload("score");
        }
    }
  }

  private byte[] take(int size) {
    check(size <= end - at, "string");
    byte[] taken = Arrays.copyOfRange(array, at, at + size);
    at += size;
    return taken;
  }

  private long fixed(int bytes) {
    check(bytes <= end - at, "number");
    long value = little(array, at, bytes);
    at += bytes;
    return value;
  }

  private int one() {
    check(at < end, "end");
    return array[at++] & 0xFF;
  }

  static byte[] digits(long value) {
    return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
  }

  static long little(byte[] array, int offset, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | array[offset + i] & 0xFF;
    }
    return value;
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new BadPayload(what);
    }
  }
}
