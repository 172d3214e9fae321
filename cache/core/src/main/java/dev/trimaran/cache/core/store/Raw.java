package dev.trimaran.cache.core.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in byte arrays, little endian, at any offset; one machine instruction each. */
final class Raw {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Raw() {}

  static long getLong(byte[] array, int offset) {
    return (long) LONGS.get(array, offset);
  }

  static void putLong(byte[] array, int offset, long value) {
    LONGS.set(array, offset, value);
  }

  static int getInt(byte[] array, int offset) {
    return (int) INTS.get(array, offset);
  }

  static void putInt(byte[] array, int offset, int value) {
    INTS.set(array, offset, value);
  }
}
