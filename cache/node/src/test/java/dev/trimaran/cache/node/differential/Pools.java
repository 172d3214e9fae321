package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The words that arguments are drawn from, by kind; small pools, so that commands meet. Read from
 * {@code pools.txt}: {@code kind: word word ...}, a word before {@code |} is drawn four times as
 * often as one behind it, and {@code <other>} draws from another kind. Some kinds are made here.
 */
final class Pools {

  private record Pool(List<String> often, List<String> seldom) {}

  private final Map<String, Pool> pools = new HashMap<>();

  Pools() throws IOException {
    for (String line : Table.lines("pools.txt")) {
      int colon = line.indexOf(':');
      String[] halves = line.substring(colon + 1).split("(?<= )\\|(?= )", 2);
      pools.put(
          line.substring(0, colon).strip(),
          new Pool(split(halves[0]), halves.length > 1 ? split(halves[1]) : List.of()));
    }
  }

  private static List<String> split(String words) {
    return words.isBlank() ? List.of() : List.of(words.strip().split(" +"));
  }

  boolean has(String kind) {
    return pools.containsKey(kind) || !many(kind, 0).isEmpty();
  }

  /** One or more words of a kind. */
  List<byte[]> draw(String kind, Draw draw) {
    List<byte[]> many = many(kind, draw.random().nextInt(1000));
    return many.isEmpty() ? List.of(one(kind, draw)) : many;
  }

  private byte[] one(String kind, Draw draw) {
    Pool pool = pools.get(kind);
    if (pool == null) {
      throw new IllegalArgumentException("no pool is called " + kind);
    }
    Random random = draw.random();
    int often = pool.often().size();
    int chance = random.nextInt(often * 4 + pool.seldom().size());
    String word =
        chance < often * 4 ? pool.often().get(chance / 4) : pool.seldom().get(chance - often * 4);
    if (word.startsWith("<") && word.endsWith(">")) {
      return one(word.substring(1, word.length() - 1), draw);
    }
    return switch (word) {
      case "''" -> new byte[0];
      case "UNIQUE_S" -> Answer.latin(String.valueOf(unique(draw)));
      case "UNIQUE_MS" -> Answer.latin(unique(draw) + "000");
      default -> word.startsWith("TIMES") ? times(word) : Words.unescape(word);
    };
  }

  /**
   * Seconds that no other expiry of this sequence is near to: more and less in turn, so that GT and
   * LT say yes and no, and the moment of the command never decides.
   */
  private static long unique(Draw draw) {
    int n = draw.count().getAndIncrement();
    return n % 2 == 0 ? 10_000_000L + n * 100L : 9_000_000L - n * 100L;
  }

  private static byte[] times(String word) {
    String[] parts = word.split(",", -1);
    return Answer.latin(parts[2].repeat(Integer.parseInt(parts[1])));
  }

  private static List<byte[]> many(String kind, int from) {
    return switch (kind) {
      case "manyfields" -> run(540, i -> Words.of("f" + i, "v" + (i + from)));
      case "manymembers" -> run(200, i -> Words.of("m" + (i + from)));
      case "manyscores" -> run(200, i -> Words.of(String.valueOf((i * 7) % 50), "m" + i));
      case "manyints" -> run(560, i -> Words.of(String.valueOf(i * 3 + from)));
      case "manyvalues" -> run(200, i -> Words.of("v" + (i % 60)));
      default -> List.of();
    };
  }

  private interface Row {
    List<byte[]> at(int i);
  }

  private static List<byte[]> run(int times, Row row) {
    List<byte[]> words = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      words.addAll(row.at(i));
    }
    return words;
  }
}
