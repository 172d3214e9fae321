package dev.trimaran.server.differential;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random choices from one seed. */
final class Dice {

  private static final List<ByteString> KEYS =
      List.of(
          key("a"),
          key("aa"),
          key("abc"),
          key("b"),
          key("b\0"),
          key("b\0c"),
          key("c"),
          key("d/1"),
          key("d/2"),
          key("\0"),
          bytes(0xff),
          bytes('f', 0xff));

  /** Enough for ranges above {@link Ties#STABLE}. */
  private static final List<ByteString> MORE_KEYS =
      IntStream.range(0, 24).mapToObj(i -> key("e/" + i)).toList();

  /** The end of a range that has none. */
  static final ByteString OPEN = bytes(0);

  private static final List<ByteString> VALUES =
      List.of(ByteString.EMPTY, key("1"), key("2"), key("10"), key("value"), bytes(0, 1, 0xff));

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  private static ByteString key(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  long between(long low, long high) {
    return random.nextLong(low, Math.max(low, high) + 1);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  long of(Set<Long> choices, long otherwise) {
    return choices.isEmpty() ? otherwise : of(List.copyOf(choices));
  }

  /** A key; rarely the empty one. */
  ByteString key() {
    return percent(2) ? ByteString.EMPTY : of(percent(60) ? KEYS : MORE_KEYS);
  }

  ByteString value() {
    return of(VALUES);
  }

  /** The end of a range that starts at {@code key}: none, prefix, all after, or any. */
  ByteString rangeEnd(ByteString key) {
    int choice = below(100);
    if (choice < 50) {
      return ByteString.EMPTY;
    }
    if (choice < 65) {
      return prefixEnd(key);
    }
    return choice < 80 ? OPEN : of(KEYS);
  }

  /** The least key after all that start with {@code prefix}; {@code "\0"} when there is none. */
  static ByteString prefixEnd(ByteString prefix) {
    for (int i = prefix.size() - 1; i >= 0; i--) {
      if ((prefix.byteAt(i) & 0xff) < 0xff) {
        byte[] end = prefix.substring(0, i + 1).toByteArray();
        end[i]++;
        return ByteString.copyFrom(end);
      }
    }
    return OPEN;
  }

  /** A revision: most often 0, else around the compacted one, the past, now, or the future. */
  long revision(Known known) {
    int choice = below(100);
    if (choice < 60) {
      return 0;
    }
    if (choice < 68) {
      return known.compacted + between(-1, 1);
    }
    if (choice < 94) {
      return between(known.compacted, known.revision);
    }
    return choice < 98 ? known.revision + between(0, 2) : -between(1, 3);
  }
}
