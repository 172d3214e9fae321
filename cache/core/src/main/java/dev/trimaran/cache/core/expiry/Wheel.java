package dev.trimaran.cache.core.expiry;

import dev.trimaran.base.Checks;
import dev.trimaran.base.InvariantViolation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchical timer wheel in milliseconds (Varghese and Lauck 1987, scheme 7): {@value #LEVELS}
 * levels of 64 slots, a slot of a level as long as the whole level below. A timer is a number; its
 * links lie in arrays by number, so that arming, disarming and moving one cost no allocation.
 *
 * <p>A timer lies on the level of the highest group of six bits in which its due time differs from
 * the wheel's time. So all timers of a level are due before all those of the level above, and the
 * first occupied slot of the lowest occupied level holds the next.
 *
 * <p>Timers come in chunks of {@value #CHUNK} numbers; a chunk takes memory once one of its timers
 * has been armed, until it is dropped.
 */
public final class Wheel {

  /** How many timers share the memory of a chunk. */
  public static final int CHUNK = 128;

  /** The due time of a timer that is not armed, and what {@link #next} answers without any. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Bytes of one chunk. */
  public static final long CHUNK_BYTES =
      24 + 16 + CHUNK * 8L + 2 * (16 + CHUNK * 4L) + 16 + CHUNK * 2L;

  private static final int BITS = 6;
  private static final int SLOTS = 1 << BITS;
  private static final int LEVELS = 10;
  private static final int NONE = -1;

  private final int[] heads = new int[LEVELS * SLOTS];
  private final long[] occupied = new long[LEVELS];
  private @Nullable Chunk[] chunks = new Chunk[4];
  private int chunkCount;
  private int armed;
  private long time;

  /** The links of some timers; {@code slots} tells in which list of the wheel each one is. */
  private static final class Chunk {
    final long[] dues = new long[CHUNK];
    final int[] nexts = new int[CHUNK];
    final int[] previous = new int[CHUNK];
    final short[] slots = new short[CHUNK];

    Chunk() {
      Arrays.fill(slots, (short) NONE);
    }
  }

  /** A wheel without timers that stands at that time. */
  public Wheel(long time) {
    this.time = time;
    Arrays.fill(heads, NONE);
  }

  /** Where it stands. */
  public long time() {
    return time;
  }

  /** How many timers are armed. */
  public int armed() {
    return armed;
  }

  /** Bytes held by the chunks in use. */
  public long bytes() {
    return chunkCount * CHUNK_BYTES;
  }

  /** When a timer is due, or {@link #NEVER}. */
  public long due(int timer) {
    Chunk chunk = chunkOf(timer);
    if (chunk == null || chunk.slots[timer % CHUNK] == NONE) {
      return NEVER;
    }
    return chunk.dues[timer % CHUNK];
  }

  /** Arms a timer, or moves it to another time; one in the past is due at once. */
  public void arm(int timer, long due) {
    Chunk chunk = chunkOf(timer);
    if (chunk == null) {
      chunk = open(timer / CHUNK);
    } else if (chunk.slots[timer % CHUNK] != NONE) {
      unlink(chunk, timer);
    }
    chunk.dues[timer % CHUNK] = due;
    link(chunk, timer);
  }

  /** Disarms a timer, armed or not. */
  public void disarm(int timer) {
    Chunk chunk = chunkOf(timer);
    if (chunk != null && chunk.slots[timer % CHUNK] != NONE) {
      unlink(chunk, timer);
    }
  }

  /** Disarms all timers of a chunk and gives back its memory. */
  public void drop(int number) {
    Chunk chunk = number < chunks.length ? chunks[number] : null;
    if (chunk == null) {
      return;
    }
    for (int i = 0; i < CHUNK; i++) {
      if (chunk.slots[i] != NONE) {
        unlink(chunk, number * CHUNK + i);
      }
    }
    chunks[number] = null;
    chunkCount--;
  }

  /**
   * Moves the time on, at most to {@code now}, up to the next timer that is due then; disarms and
   * answers it, -1 where there is none. Timers come in the order of their due times.
   */
  public int poll(long now) {
    if (now < time) {
      rewind(now);
    }
    while (true) {
      int level = lowest();
      if (level == LEVELS) {
        time = now;
        return NONE;
      }
      int slot = Long.numberOfTrailingZeros(occupied[level]);
      long begins = begin(level, slot);
      if (begins > now) {
        time = now;
        return NONE;
      }
      time = Math.max(time, begins);
      int list = level * SLOTS + slot;
      if (level == 0) {
        int timer = heads[list];
        unlink(linked(timer), timer);
        return timer;
      }
      relink(list);
    }
  }

  /**
   * The earliest time at which {@link #poll} may have something: never later than the due time of
   * any timer; {@link #NEVER} where none is armed.
   */
  public long next() {
    int level = lowest();
    if (level == LEVELS) {
      return NEVER;
    }
    return begin(level, Long.numberOfTrailingZeros(occupied[level]));
  }

  /** The first timer of the slot that is due next, -1 where none is armed; it stays armed. */
  public int peek() {
    int level = lowest();
    return level == LEVELS
        ? NONE
        : heads[level * SLOTS + Long.numberOfTrailingZeros(occupied[level])];
  }

  /**
   * Some armed timer: the first of an occupied slot; -1 where none is armed.
   *
   * @param dice a random number, 0 or more, from which the slot follows
   */
  public int any(int dice) {
    for (int i = 0; i < heads.length; i++) {
      int timer = heads[(dice % heads.length + i) % heads.length];
      if (timer != NONE) {
        return timer;
      }
    }
    return NONE;
  }

  /** The timer after that one in its slot, -1 at the end. */
  public int after(int timer) {
    return linked(timer).nexts[timer % CHUNK];
  }

  /** Sets the time back: what had been sorted by the later time is sorted anew. */
  public void rewind(long now) {
    time = now;
    int all = NONE;
    for (int list = 0; list < heads.length; list++) {
      int timer = heads[list];
      heads[list] = NONE;
      while (timer != NONE) {
        Chunk chunk = linked(timer);
        int next = chunk.nexts[timer % CHUNK];
        chunk.nexts[timer % CHUNK] = all;
        all = timer;
        timer = next;
      }
    }
    Arrays.fill(occupied, 0);
    relinkAll(all);
  }

  private void relink(int list) {
    int first = heads[list];
    heads[list] = NONE;
    occupied[list / SLOTS] &= ~(1L << (list % SLOTS));
    relinkAll(first);
  }

  private void relinkAll(int first) {
    int timer = first;
    while (timer != NONE) {
      Chunk chunk = linked(timer);
      int next = chunk.nexts[timer % CHUNK];
      armed--;
      link(chunk, timer);
      timer = next;
    }
  }

  private int lowest() {
    int level = 0;
    while (level < LEVELS && occupied[level] == 0) {
      level++;
    }
    return level;
  }

  /** When the slot begins, given that all its timers share the wheel's time above the level. */
  private long begin(int level, int slot) {
    int shift = level * BITS;
    long above = shift + BITS < Long.SIZE ? (time >>> (shift + BITS)) << (shift + BITS) : 0;
    return above + ((long) slot << shift);
  }

  private void link(Chunk chunk, int timer) {
    int index = timer % CHUNK;
    long at = Math.max(chunk.dues[index], time);
    int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros((at ^ time) | (SLOTS - 1))) / BITS;
    Checks.that(level < LEVELS, "a timer is due within the wheel's reach");
    int slot = (int) (at >>> (level * BITS)) & (SLOTS - 1);
    int list = level * SLOTS + slot;
    int head = heads[list];
    chunk.slots[index] = (short) list;
    chunk.previous[index] = NONE;
    chunk.nexts[index] = head;
    if (head != NONE) {
      linked(head).previous[head % CHUNK] = timer;
    }
    heads[list] = timer;
    occupied[level] |= 1L << slot;
    armed++;
  }

  private void unlink(Chunk chunk, int timer) {
    int index = timer % CHUNK;
    int list = chunk.slots[index];
    int next = chunk.nexts[index];
    int before = chunk.previous[index];
    if (next != NONE) {
      linked(next).previous[next % CHUNK] = before;
    }
    if (before != NONE) {
      linked(before).nexts[before % CHUNK] = next;
    } else {
      heads[list] = next;
      if (next == NONE) {
        occupied[list / SLOTS] &= ~(1L << (list % SLOTS));
      }
    }
    chunk.slots[index] = NONE;
    armed--;
  }

  private @Nullable Chunk chunkOf(int timer) {
    int number = timer / CHUNK;
    return number < chunks.length ? chunks[number] : null;
  }

  private Chunk linked(int timer) {
    Chunk chunk = chunkOf(timer);
    if (chunk == null) {
      throw new InvariantViolation("a timer in a list has links");
    }
    return chunk;
  }

  private Chunk open(int number) {
    if (number >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(number + 1, 2 * chunks.length));
    }
    Chunk made = new Chunk();
    chunks[number] = made;
    chunkCount++;
    return made;
  }
}
