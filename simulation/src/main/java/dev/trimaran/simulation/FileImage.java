package dev.trimaran.simulation;

import dev.trimaran.base.random.SeededRandomness;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The contents of one file: what readers see, and, for each page changed since the last sync, what
 * the platter still holds. Pages never written take no memory.
 */
final class FileImage {

  static final int SECTOR = 512;
  static final int PAGE = 4096;
  private static final int SECTORS = PAGE / SECTOR;
  private static final byte[] ZEROS = new byte[PAGE];

  /** The durable contents of a page, and which of its sectors have changed since. */
  private static final class Shadow {
    final byte @Nullable [] durable;
    int dirtySectors;

    Shadow(byte @Nullable [] durable) {
      this.durable = durable;
    }
  }

  private byte[] @Nullable [] pages = new byte[4][];
  private final Map<Integer, Shadow> shadows = new TreeMap<>();
  private long size;
  private long durableSize;
  boolean broken;

  long size() {
    return size;
  }

  int read(long position, ByteBuffer into) {
    int total = (int) Math.min(into.remaining(), Math.max(0, size - position));
    int left = total;
    long at = position;
    while (left > 0) {
      int offset = (int) (at % PAGE);
      int length = Math.min(left, PAGE - offset);
      byte[] page = page((int) (at / PAGE));
      into.put(page == null ? ZEROS : page, offset, length);
      at += length;
      left -= length;
    }
    return total;
  }

  void write(long position, ByteBuffer data) {
    long at = position;
    while (data.hasRemaining()) {
      int number = (int) (at / PAGE);
      int offset = (int) (at % PAGE);
      int length = Math.min(data.remaining(), PAGE - offset);
      if (page(number) == null && isZero(data, length)) {
        data.position(data.position() + length);
      } else {
        data.get(change(number, offset, length), offset, length);
      }
      at += length;
    }
    size = Math.max(size, at);
  }

  void truncate(long newSize) {
    if (newSize < size) {
      ByteBuffer zeros = ByteBuffer.wrap(ZEROS);
      for (long at = newSize; at < size; at += zeros.limit()) {
        zeros.clear().limit((int) Math.min(size - at, PAGE - at % PAGE));
        if (page((int) (at / PAGE)) != null) {
          write(at, zeros.duplicate());
        }
      }
    }
    size = newSize;
  }

  void sync() {
    shadows.clear();
    durableSize = size;
  }

  /** Forgets what was not synced: each changed sector survives with {@code survival}. */
  void crash(SeededRandomness random, double survival) {
    for (Map.Entry<Integer, Shadow> entry : shadows.entrySet()) {
      byte[] page = pages[entry.getKey()];
      byte[] durable = entry.getValue().durable == null ? ZEROS : entry.getValue().durable;
      for (int sector = 0; sector < SECTORS; sector++) {
        boolean dirty = (entry.getValue().dirtySectors & (1 << sector)) != 0;
        if (dirty && page != null && random.nextDouble() >= survival) {
          System.arraycopy(durable, sector * SECTOR, page, sector * SECTOR, SECTOR);
        }
      }
    }
    if (size != durableSize && random.nextDouble() >= survival) {
      size = durableSize;
    }
    zeroBeyondSize();
    sync();
  }

  /** Inverts one bit of what is stored, on the platter too. */
  void flip(long position, int bit) {
    int number = (int) (position / PAGE);
    byte mask = (byte) (1 << bit);
    byte[] page = page(number);
    if (page == null) {
      page = new byte[PAGE];
      pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length));
      pages[number] = page;
    }
    page[(int) (position % PAGE)] ^= mask;
    Shadow shadow = shadows.get(number);
    if (shadow != null && shadow.durable != null) {
      shadow.durable[(int) (position % PAGE)] ^= mask;
    }
  }

  private byte @Nullable [] page(int number) {
    return number < pages.length ? pages[number] : null;
  }

  private static boolean isZero(ByteBuffer data, int length) {
    for (int i = data.position(); i < data.position() + length; i++) {
      if (data.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private byte[] change(int number, int offset, int length) {
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length * 2));
    }
    byte[] page = pages[number];
    Shadow shadow = shadows.get(number);
    if (shadow == null) {
      shadow = new Shadow(page == null ? null : page.clone());
      shadows.put(number, shadow);
    }
    for (int sector = offset / SECTOR; sector <= (offset + length - 1) / SECTOR; sector++) {
      shadow.dirtySectors |= 1 << sector;
    }
    if (page == null) {
      page = new byte[PAGE];
      pages[number] = page;
    }
    return page;
  }

  private void zeroBeyondSize() {
    for (int number = (int) (size / PAGE); number < pages.length; number++) {
      byte[] page = pages[number];
      if (page != null) {
        int from = number == size / PAGE ? (int) (size % PAGE) : 0;
        Arrays.fill(page, from, PAGE, (byte) 0);
      }
    }
  }
}
