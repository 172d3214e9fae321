package dev.trimaran.cache.core.scan;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.PackedTable;
import dev.trimaran.cache.core.packed.View;

/** How many elements a command like {@code SRANDMEMBER} wants, and drawing them. */
public final class Sample {

  /** The longest reply of elements drawn with repetition, estimated; in bytes. */
  private static final long MOST_BYTES = 1L << 30;

  private static final Refused OUT_OF_RANGE = new Refused("ERR value is out of range");
  private static final Refused NOT_WITHIN =
      new Refused(
          "ERR value is out of range, value must between "
              + -Long.MAX_VALUE
              + " and "
              + Long.MAX_VALUE);
  private static final View NOTHING = new View();

  private Sample() {}

  /** The count in an argument: negative for so many draws with repetition. */
  public static long count(Call call, int index) {
    long count = call.integer(index);
    if (count == Long.MIN_VALUE) {
      throw NOT_WITHIN;
    }
    return count;
  }

  /** Refuses a count whose double is none. */
  public static void checkPairs(long count) {
    if (count < -(Long.MAX_VALUE / 2) || count > Long.MAX_VALUE / 2) {
      throw OUT_OF_RANGE;
    }
  }

  /** How many draws with repetition a negative count is; refused where the reply would be huge. */
  public static int draws(long count, Datum datum) {
    long each = datum.bytes() / datum.size() + 1;
    if (-count > MOST_BYTES / each) {
      throw OUT_OF_RANGE;
    }
    return (int) -count;
  }

  /** Visits {@code wanted} different elements, all where there are not more. */
  public static void distinct(
      Sampled from, long wanted, Randomness randomness, PackedTable.Visitor visitor) {
    int size = from.size();
    if (wanted > size / 3) {
      inOrder(from, wanted, randomness, visitor);
      return;
    }
    PackedTable seen = new PackedTable(randomness.nextLong());
    View element = new View();
    View value = new View();
    while (seen.size() < wanted) {
      from.random(randomness, element, value);
      if (seen.put(element, NOTHING)) {
        visitor.visit(element, value);
      }
    }
  }

  /** Selection sampling: Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S. */
  private static void inOrder(
      Sampled from, long wanted, Randomness randomness, PackedTable.Visitor visitor) {
    long[] left = {Math.min(wanted, from.size()), from.size()};
    from.forEach((element, value) -> {
      if (left[0] == left[1] || left[0] > 0 && randomness.nextInt((int) left[1]) < left[0]) {
        visitor.visit(element, value);
        left[0]--;
      }
      left[1]--;
    });
  }
}
