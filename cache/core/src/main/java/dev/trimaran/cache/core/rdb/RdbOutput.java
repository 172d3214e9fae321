package dev.trimaran.cache.core.rdb;

import java.util.Arrays;

/** Writes a payload: a type, lengths, strings, doubles, and at the end version and checksum. */
public final class RdbOutput {

  static final int VERSION = 10;
  private static final int FOOTER = 10;
  private static final int SIX_BITS = 1 << 6;
  private static final int FOURTEEN_BITS = 1 << 14;

  private byte[] array = new byte[256];
  private int length;

  public RdbOutput type(int type) {
    length = 0;
    one(type);
    return this;
  }

  /** A length: 6, 14 or 32 bits, as the two upper bits of its first byte tell. */
  public RdbOutput length(int value) {
    if (value < SIX_BITS) {
      one(value);
    } else if (value < FOURTEEN_BITS) {
      one(0x40 | value >> 8);
      one(value);
    } else {
      one(0x80);
      for (int shift = 24; shift >= 0; shift -= 8) {
        one(value >> shift);
      }
    }
    return this;
  }

  /** A length of up to 64 bits. */
  public RdbOutput longLength(long value) {
    if (value <= Integer.MAX_VALUE) {
      return length((int) value);
    }
    one(0x81);
    for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
      one((int) (value >> shift));
    }
    return this;
  }

  /** A time in milliseconds, in its eight bytes. */
  public RdbOutput time(long ms) {
    little(ms);
    return this;
  }

  public RdbOutput string(byte[] bytes, int offset, int size) {
    length(size);
    reserve(size);
    System.arraycopy(bytes, offset, array, length, size);
    length += size;
    return this;
  }

  public RdbOutput number(double value) {
    little(Double.doubleToRawLongBits(value));
    return this;
  }

  /** The payload, with its footer. */
  public byte[] finish() {
    one(VERSION);
    one(VERSION >> 8);
    little(Crc64.of(array, 0, length));
    return Arrays.copyOf(array, length);
  }

  private void little(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      one((int) (value >> shift));
    }
  }

  private void one(int value) {
    reserve(1);
    array[length++] = (byte) value;
  }

  private void reserve(int more) {
    if (array.length - length < more) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, length + more + FOOTER));
    }
  }
}
