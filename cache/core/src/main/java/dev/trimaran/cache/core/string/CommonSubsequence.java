package dev.trimaran.cache.core.string;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.reply.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The longest common subsequence of two strings, by the table of those of all their beginnings.
 * Redis's command also where it is odd: of ranges that follow one another without a gap in only one
 * of the strings, the second one is told without its last byte.
 */
final class CommonSubsequence {

  /** The table's most cells, of 4 bytes each. */
  private static final long MOST_CELLS = 64L << 20;

  private static final Word IDX = Word.of("IDX");
  private static final Word LEN = Word.of("LEN");
  private static final Word WITHMATCHLEN = Word.of("WITHMATCHLEN");
  private static final Word MINMATCHLEN = Word.of("MINMATCHLEN");
  private static final Refused NO_STRINGS =
      new Refused("ERR The specified keys must contain string values");
  private static final Refused BOTH =
      new Refused("ERR If you want both the length and indexes, please just use IDX.");
  private static final Refused TOO_LARGE =
      new Refused("ERR Insufficient memory, failed allocating transient memory for LCS");

  /** What is to be told. */
  private record Options(boolean ranges, boolean length, boolean lengths, long shortest) {}

  /** Bytes that both strings have in a row, each range with both ends. */
  private record Match(int from, int to, int otherFrom, int otherTo) {
    int length() {
      return to - from + 1;
    }
  }

  void run(Call call) {
    byte[] one = string(call, 1);
    byte[] other = string(call, 2);
    Options options = options(call);
    if (options.ranges() && options.length()) {
      throw BOTH;
    }
    if ((one.length + 1L) * (other.length + 1L) > MOST_CELLS) {
      throw TOO_LARGE;
    }
    int[] table = table(one, other);
    int length = table[table.length - 1];
    Reply reply = call.reply();
    if (options.length()) {
      reply.integer(length);
      return;
    }
    byte[] common = new byte[length];
    List<Match> matches = walkBack(one, other, table, common);
    if (!options.ranges()) {
      reply.bulk(common);
      return;
    }
    matches.removeIf(match -> match.length() < options.shortest());
    reply.map(2);
    reply.bulk("matches");
    reply.array(matches.size());
    matches.forEach(match -> tell(reply, match, options.lengths()));
    reply.bulk("len");
    reply.integer(length);
  }

  private static void tell(Reply reply, Match match, boolean length) {
    reply.array(length ? 3 : 2);
    reply.array(2);
    reply.integer(match.from());
    reply.integer(match.to());
    reply.array(2);
    reply.integer(match.otherFrom());
    reply.integer(match.otherTo());
    if (length) {
      reply.integer(match.length());
    }
  }

  private static byte[] string(Call call, int key) {
    Keyspace keys = call.keys();
    long place = call.find(key, Access.READ);
    if (place == Keyspace.ABSENT) {
      return new byte[0];
    }
    if (keys.type(place) != ValueType.STRING) {
      throw NO_STRINGS;
    }
    int offset = keys.offset(place);
    return Arrays.copyOfRange(keys.array(place), offset, offset + keys.length(place));
  }

  private static Options options(Call call) {
    boolean ranges = false;
    boolean length = false;
    boolean lengths = false;
    long shortest = 0;
    for (int i = 3; i < call.count(); i++) {
      if (call.arguments().is(i, IDX)) {
        ranges = true;
      } else if (call.arguments().is(i, LEN)) {
        length = true;
      } else if (call.arguments().is(i, WITHMATCHLEN)) {
        lengths = true;
      } else if (call.arguments().is(i, MINMATCHLEN) && i + 1 < call.count()) {
        shortest = call.integer(++i);
      } else {
        throw Refusals.SYNTAX;
      }
    }
    return new Options(ranges, length, lengths, shortest);
  }

  /** The lengths for all beginnings of both, one row for each of the first's. */
  private static int[] table(byte[] one, byte[] other) {
    int width = other.length + 1;
    int[] table = new int[(one.length + 1) * width];
    for (int i = 1; i <= one.length; i++) {
      int row = i * width;
      for (int j = 1; j <= other.length; j++) {
        table[row + j] =
            one[i - 1] == other[j - 1]
                ? table[row - width + j - 1] + 1
                : Math.max(table[row - width + j], table[row + j - 1]);
      }
    }
    return table;
  }

  /** Fills in the common bytes from the end, and answers where they lie, the last first. */
  private static List<Match> walkBack(byte[] one, byte[] other, int[] table, byte[] common) {
    List<Match> matches = new ArrayList<>();
    int width = other.length + 1;
    int left = common.length;
    Match open = null;
    for (int i = one.length, j = other.length; i > 0 && j > 0; ) {
      boolean ends = open != null;
      if (one[i - 1] == other[j - 1]) {
        common[--left] = one[i - 1];
        if (open == null) {
          open = new Match(i - 1, i - 1, j - 1, j - 1);
          ends = false;
        } else if (open.from() == i && open.otherFrom() == j) {
          open = new Match(i - 1, open.to(), j - 1, open.otherTo());
          ends = false;
        }
        ends |= open.from() == 0 || open.otherFrom() == 0;
        i--;
        j--;
      } else if (table[(i - 1) * width + j] > table[i * width + j - 1]) {
        i--;
      } else {
        j--;
      }
      if (ends && open != null) {
        matches.add(open);
        open = null;
      }
    }
    return matches;
  }
}
