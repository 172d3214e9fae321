package dev.trimaran.cache.core.rdb;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The compact forms in which Redis keeps small collections in one string: listpack, its predecessor
 * ziplist, and the sorted integers of a set. Read only.
 */
public final class Packs {

  private static final int END = 0xFF;
  private static final int LISTPACK_HEAD = 6;
  private static final int ZIPLIST_HEAD = 10;
  private static final int BIG_PREVIOUS = 254;

  private final byte[] pack;
  private int at;

  private Packs(byte[] pack, int at) {
    this.pack = pack;
    this.at = at;
  }

  /** Hands on the elements of a listpack in their order. */
  public static void listpack(byte[] pack, Consumer<byte[]> element) {
    check(pack.length > LISTPACK_HEAD && RdbInput.little(pack, 0, 4) == pack.length, "listpack");
    Packs in = new Packs(pack, LISTPACK_HEAD);
    while (in.peek() != END) {
      int from = in.at;
      element.accept(in.listpackElement());
      in.skipBackLength(in.at - from);
    }
  }

  /** Hands on the elements of a ziplist in their order. */
  public static void ziplist(byte[] pack, Consumer<byte[]> element) {
    check(pack.length > ZIPLIST_HEAD && RdbInput.little(pack, 0, 4) == pack.length, "ziplist");
    Packs in = new Packs(pack, ZIPLIST_HEAD);
    while (in.peek() != END) {
      in.number(in.peek() == BIG_PREVIOUS ? 5 : 1);
      element.accept(in.ziplistElement());
    }
  }

  /** Hands on the members of a set of integers. */
  public static void integers(byte[] pack, Consumer<byte[]> element) {
    check(pack.length >= 8, "integers");
    int width = (int) RdbInput.little(pack, 0, 4);
    long count = RdbInput.little(pack, 4, 4);
    check((width == 2 || width == 4 || width == 8) && pack.length == 8 + width * count, "integers");
    Packs in = new Packs(pack, 8);
    for (long i = 0; i < count; i++) {
      element.accept(RdbInput.digits(in.signed(width)));
    }
  }

  private byte[] listpackElement() {
    int head = (int) number(1);
    if (head < 0x80) {
      return RdbInput.digits(head);
    }
    if (head < 0xC0) {
      return take(head & 0x3F);
    }
    if (head < 0xE0) {
      int value = (head & 0x1F) << 8 | (int) number(1);
      return RdbInput.digits(value >= 1 << 12 ? value - (1 << 13) : value);
    }
    if (head < 0xF0) {
      return take((head & 0x0F) << 8 | (int) number(1));
    }
    return switch (head) {
      case 0xF0 -> take((int) number(4));
      case 0xF1 -> RdbInput.digits(signed(2));
      case 0xF2 -> RdbInput.digits(signed(3));
      case 0xF3 -> RdbInput.digits(signed(4));
      case 0xF4 -> RdbInput.digits(signed(8));
      default -> throw new BadPayload("listpack");
    };
  }

  /** An element is followed by its own length, 7 bits a byte, to be walked backwards. */
  private void skipBackLength(int length) {
    int bytes = 1;
    for (int rest = length >> 7; rest > 0; rest >>= 7) {
      bytes++;
    }
    number(bytes);
  }

  private byte[] ziplistElement() {
    int head = (int) number(1);
    switch (head >> 6) {
      case 0:
        return take(head);
      case 1:
        return take((head & 0x3F) << 8 | (int) number(1));
      case 2:
        int size = 0;
        for (int i = 0; i < 4; i++) {
          size = size << 8 | (int) number(1);
        }
        return take(size);
      default:
        return RdbInput.digits(ziplistInteger(head));
    }
  }

  private long ziplistInteger(int head) {
    return switch (head) {
      case 0xC0 -> signed(2);
      case 0xD0 -> signed(4);
      case 0xE0 -> signed(8);
      case 0xF0 -> signed(3);
      case 0xFE -> signed(1);
      default -> {
        check(head >= 0xF1 && head <= 0xFD, "ziplist");
        yield (head & 0x0F) - 1;
      }
    };
  }

  private int peek() {
    check(at < pack.length, "pack");
    return pack[at] & 0xFF;
  }

  private byte[] take(int size) {
    check(size >= 0 && size <= pack.length - at, "pack");
    at += size;
    return Arrays.copyOfRange(pack, at - size, at);
  }

  private long signed(int bytes) {
    int unused = Long.SIZE - 8 * bytes;
    return number(bytes) << unused >> unused;
  }

  private long number(int bytes) {
    check(bytes <= pack.length - at, "pack");
    at += bytes;
    return RdbInput.little(pack, at - bytes, bytes);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new BadPayload(what);
    }
  }
}
