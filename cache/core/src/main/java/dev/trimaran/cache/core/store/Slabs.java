package dev.trimaran.cache.core.store;

import dev.trimaran.base.Checks;
import dev.trimaran.base.InvariantViolation;
import dev.trimaran.cache.core.expiry.Wheel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All slabs of all databases, by number. A place is a slab's number before {@value #OFFSET_BITS}
 * bits of offset. Slabs are short while there are few, so that an empty database is small and a
 * small limit can be kept; one that was given back is kept for the next to need one.
 */
final class Slabs {

  static final int OFFSET_BITS = 18;
  static final int OFFSET = (1 << OFFSET_BITS) - 1;

  private static final int SHORTEST_BITS = 14;
  private static final int MOST = 1 << 22;

  /** The arrays alone, for the way to a record to be short. */
  byte[][] arrays = new byte[16][];

  private @Nullable Slab[] slabs = new Slab[16];
  private int[] free = new int[16];
  private int freeCount;
  private int used = 1; // number 0 is never given, so that no place is 0
  private long bytes;
  private byte @Nullable [] spare;
  private final Ledger ledger;
  private final Wheel wheel;

  Slabs(Ledger ledger, Wheel wheel) {
    this.ledger = ledger;
    this.wheel = wheel;
    arrays[0] = new byte[0];
  }

  Slab at(int number) {
    Slab slab = slabs[number];
    if (slab == null) {
      throw new InvariantViolation("a slab in use has its number");
    }
    return slab;
  }

  Slab of(long place) {
    return at((int) (place >>> OFFSET_BITS));
  }

  /** How many numbers have been given so far, that of no slab included. */
  int numbers() {
    return used;
  }

  /** The slab of that number, if there is one. */
  @Nullable Slab peek(int number) {
    return slabs[number];
  }

  /**
   * The length of the next slab, given how much is held and how much may be; one that begins with a
   * record of {@code size} bytes holds eight of these, so that little is left over at its end.
   */
  int nextLength(long maxBytes, int size) {
    long base = maxBytes > 0 ? Math.min(bytes / 16, maxBytes / 128) : bytes / 16;
    int bits = SHORTEST_BITS;
    while (bits < OFFSET_BITS && 1L << (bits + 1) <= Math.max(base, 16L * size)) {
      bits++;
    }
    return (1 << bits) - 16;
  }

  Slab open(Log log, int length) {
    byte[] array;
    if (spare != null && spare.length == length) {
      array = spare;
      spare = null;
    } else {
      array = new byte[length];
      ledger.add(Slab.footprint(length));
      bytes += length;
    }
    int number = freeCount > 0 ? free[--freeCount] : used++;
    Checks.that(number < MOST, "slabs are numbered with 22 bits");
    if (number == slabs.length) {
      slabs = Arrays.copyOf(slabs, 2 * number);
      arrays = Arrays.copyOf(arrays, 2 * number);
    }
    Slab slab = new Slab(number, array, log);
    slabs[number] = slab;
    arrays[number] = array;
    return slab;
  }

  void close(Slab slab) {
    long before = wheel.bytes();
    wheel.drop(slab.number);
    ledger.add(wheel.bytes() - before);
    slabs[slab.number] = null;
    arrays[slab.number] = arrays[0];
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = slab.number;
    releaseSpare();
    spare = slab.bytes;
  }

  /** Bytes of the kept slab. */
  long spareBytes() {
    return spare == null ? 0 : Slab.footprint(spare.length);
  }

  /** Gives the kept slab back, if there is one. */
  boolean releaseSpare() {
    if (spare == null) {
      return false;
    }
    ledger.add(-Slab.footprint(spare.length));
    bytes -= spare.length;
    spare = null;
    return true;
  }
}
