package dev.trimaran.cache.core.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in byte arrays, little endian, at any offset; one machine instruction each. */
public final class Raw {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Raw() {}

  public static long getLong(byte[] array, int offset) {
    return (long) LONGS.get(array, offset);
  }

  public static void putLong(byte[] array, int offset, long value) {
    LONGS.set(array, offset, value);
  }

  /** Whether two pieces are the same; for short ones, which keys and names mostly are. */
  public static boolean same(byte[] one, int at, byte[] other, int from, int length) {
    if (length < Long.BYTES) {
      for (int i = 0; i < length; i++) {
        if (one[at + i] != other[from + i]) {
          return false;
        }
      }
      return true;
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if (getLong(one, at + i) != getLong(other, from + i)) {
        return false;
      }
    }
    return getLong(one, at + last) == getLong(other, from + last);
  }

  public static int getInt(byte[] array, int offset) {
    return (int) INTS.get(array, offset);
  }

  public static void putInt(byte[] array, int offset, int value) {
    INTS.set(array, offset, value);
  }
}
