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

  public static int getInt(byte[] array, int offset) {
    return (int) INTS.get(array, offset);
  }

  public static void putInt(byte[] array, int offset, int value) {
    INTS.set(array, offset, value);
  }
}
