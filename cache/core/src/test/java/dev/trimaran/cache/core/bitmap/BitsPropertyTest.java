package dev.trimaran.cache.core.bitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trimaran.base.random.SeededRandomness;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of bits beside an array of single ones, and overflow beside whole numbers. */
final class BitsPropertyTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countFindReadAndWriteAreThoseOfSingleBits(long seed) {
    SeededRandomness random = new SeededRandomness(seed);
    for (int round = 0; round < 2000; round++) {
      int bytes = 1 + random.nextInt(60);
      int offset = random.nextInt(9);
      byte[] array = new byte[offset + bytes + 3];
      boolean[] naive = new boolean[bytes * 8];
      boolean sparse = random.nextInt(2) == 0;
      boolean base = random.nextInt(2) == 0;
      for (int i = 0; i < naive.length; i++) {
        naive[i] = base ^ (random.nextInt(sparse ? 100 : 2) == 0);
        Bits.write(array, offset, i, 1, naive[i] ? 1 : 0);
      }
      int from = random.nextInt(naive.length);
      int to = from + random.nextInt(naive.length - from);
      assertEquals(count(naive, from, to), Bits.count(array, offset, from, to));
      assertEquals(find(naive, from, to, true), Bits.find(array, offset, from, to, true));
      assertEquals(find(naive, from, to, false), Bits.find(array, offset, from, to, false));

      int width = 1 + random.nextInt(64);
      if (from + width <= naive.length) {
        long value = random.nextLong();
        Bits.write(array, offset, from, width, value);
        long bits = width == 64 ? value : value & (1L << width) - 1;
        assertEquals(bits, Bits.read(array, offset, bytes, from, width));
        for (int i = 0; i < width; i++) {
          naive[from + i] = (bits >>> (width - 1 - i) & 1) == 1;
        }
      }
      for (int i = 0; i < naive.length; i++) {
        assertEquals(naive[i] ? 1 : 0, Bits.read(array, offset, bytes, i, 1));
      }
      assertEquals(0, Bits.read(array, offset, bytes, bytes * 8L, 8));
    }
  }

  private static long count(boolean[] bits, int from, int to) {
    long count = 0;
    for (int i = from; i <= to; i++) {
      count += bits[i] ? 1 : 0;
    }
    return count;
  }

  private static long find(boolean[] bits, int from, int to, boolean set) {
    for (int i = from; i <= to; i++) {
      if (bits[i] == set) {
        return i;
      }
    }
    return -1;
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void overflowIsThatOfWholeNumbers(long seed) {
    SeededRandomness random = new SeededRandomness(seed);
    for (int round = 0; round < 20_000; round++) {
      boolean signed = random.nextInt(2) == 0;
      IntegerType type = new IntegerType(signed, 1 + random.nextInt(signed ? 64 : 63));
      long value = type.wrap(extreme(random));
      long by = extreme(random);
      BigInteger sum = BigInteger.valueOf(value).add(BigInteger.valueOf(by));
      int expected =
          sum.compareTo(BigInteger.valueOf(type.highest())) > 0
              ? 1
              : sum.compareTo(BigInteger.valueOf(type.lowest())) < 0 ? -1 : 0;
      assertEquals(expected, Overflow.of(type, value, by), type + " " + value + " + " + by);
    }
  }

  private static long extreme(SeededRandomness random) {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MAX_VALUE - random.nextInt(3);
      case 1 -> Long.MIN_VALUE + random.nextInt(3);
      case 2 -> random.nextInt(200) - 100;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }
}
