package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The differences that are meant, one a line in {@code explained.txt}: {@code id => command => left
 * => right}, three regular expressions over the readable line and answers. Each id has its
 * paragraph in docs/reference/redis-differences.md.
 */
final class Explained {

  private record Entry(String id, Pattern command, Pattern left, Pattern right) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Long> met = new TreeMap<>();

  Explained() throws IOException {
    for (String line : Table.lines("explained.txt")) {
      String[] parts = line.split(" => ", -1);
      if (parts.length != 4) {
        throw new IOException("explained.txt: id => command => left => right, not: " + line);
      }
      entries.add(
          new Entry(parts[0].strip(), pattern(parts[1]), pattern(parts[2]), pattern(parts[3])));
    }
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(text.strip(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  }

  List<String> ids() {
    return entries.stream().map(Entry::id).distinct().toList();
  }

  /** How often each was met. */
  Map<String, Long> met() {
    return met;
  }

  boolean explains(Difference difference) {
    Optional<Entry> entry =
        entries.stream()
            .filter(e ->
                e.command().matcher(difference.line()).matches()
                    && e.left().matcher(difference.left()).matches()
                    && e.right().matcher(difference.right()).matches())
            .findFirst();
    entry.ifPresent(e -> met.merge(e.id(), 1L, Long::sum));
    return entry.isPresent();
  }
}
