package dev.trimaran.cache.node.differential;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/cache-command-table.md} tells of the commands that a running node has. With
 * {@code -Dcommands.record=true} it is written anew.
 */
final class CommandPageTest {

  private static final Path PAGE =
      Path.of("..", "..", "docs", "reference", "cache-command-table.md");
  private static final Path OF_REDIS =
      Path.of("src", "test", "resources", "redis-7.0.15-commands.txt");
  private static final String HEAD =
      """
      # The commands of the cache

      Written by `CommandPageTest` from what a running node answers to `COMMAND`; the test goes red
      when they differ, and writes the page anew with `-Dcommands.record=true`. Arity counts the
      name; a negative one is the least. Where an answer is meant to differ from that of Redis
      7.0.15, [redis-differences](redis-differences.md) says so;
      what is in no Redis is told on the page of [the cache's own commands](cache-commands.md).

      The time is how it grows at most: with k what the request names (keys, fields, members,
      commands), r what is answered or removed, n and m the elements or bytes of the values (1
      below the limits of compact encodings), N the keys of all databases, c the clients that are
      connected or listen. What gives way to make room is not counted.
      """;

  private record Line(
      String name, long arity, String flags, String since, String complexity, String summary) {

    String row() {
      return "| `%s` | %s | %d | %s | %s | %s |"
          .formatted(name.replace('|', ' '), since, arity, flags, complexity, summary);
    }
  }

  @Test
  void thePageTellsOfEachCommandThereIs() throws IOException {
    String expected = page();
    if (Boolean.getBoolean("commands.record")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as("%s; write it anew with -Dcommands.record=true", PAGE)
        .isEqualTo(expected);
  }

  private static String page() throws IOException {
    Map<String, Map<String, Line>> groups = new TreeMap<>();
    Set<String> ours = new TreeSet<>();
    try (NodeUnderTest node = NodeUnderTest.start(0);
        RespConnection client = new RespConnection(node.address())) {
      Map<String, Answer> docs = pairs(client.call("COMMAND", "DOCS"));
      for (Answer info : client.call("COMMAND").items()) {
        String name = info.items().get(0).string();
        String group = entry(pairs(entry(docs, name)), "group").string();
        collect(info, entry(docs, name), groups.computeIfAbsent(group, _ -> new TreeMap<>()));
      }
    }
    StringBuilder text = new StringBuilder(HEAD);
    groups.forEach((group, lines) -> {
      text.append("\n## ").append(group).append("\n\n");
      text.append(
          "| command | since | arity | flags | time | what it does |\n|---|---|---|---|---|---|\n");
      lines.values().forEach(line -> text.append(line.row()).append('\n'));
      ours.addAll(lines.keySet());
    });
    compare(text, ours);
    return text.toString();
  }

  private static void collect(Answer info, Answer docs, Map<String, Line> lines) {
    List<Answer> parts = info.items();
    Map<String, Answer> told = pairs(docs);
    String flags = parts.get(2).items().stream().map(Answer::string).collect(joining(" "));
    String name = parts.get(0).string();
    boolean contains = !parts.get(9).items().isEmpty();
    lines.put(
        name,
        new Line(
            name,
            Long.parseLong(parts.get(1).string()),
            flags,
            entry(told, "since").string(),
            contains ? "" : entry(told, "complexity").string(),
            entry(told, "summary").string()));
    for (Answer sub : parts.get(9).items()) {
      Map<String, Answer> subDocs = pairs(entry(told, "subcommands"));
      collect(sub, entry(subDocs, sub.items().get(0).string()), lines);
    }
  }

  private static void compare(StringBuilder text, Set<String> ours) throws IOException {
    Set<String> missing = new TreeSet<>(Files.readAllLines(OF_REDIS));
    Set<String> more = new TreeSet<>(ours);
    more.removeAll(missing);
    missing.removeAll(ours);
    // The help of each container is made of what is known of it, and is no entry of the table.
    missing.removeIf(name -> name.endsWith("|help"));
    text.append("\n## What Redis 7.0.15 has and the cache has not\n\n")
        .append(names(missing))
        .append("\n\n## What the cache has and Redis 7.0.15 has not\n\n")
        .append(names(more))
        .append('\n');
  }

  private static String names(Set<String> names) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String name : names) {
      String shown = "`" + name.replace('|', ' ') + "`";
      if (line.length() + shown.length() > 98) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
      line.append(shown).append(' ');
    }
    lines.add(line.toString().strip());
    return String.join("\n", lines);
  }

  private static Answer entry(Map<String, Answer> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  private static Map<String, Answer> pairs(Answer map) {
    Map<String, Answer> pairs = new TreeMap<>();
    for (int i = 0; i + 1 < map.items().size(); i += 2) {
      pairs.put(map.items().get(i).string(), map.items().get(i + 1));
    }
    return pairs;
  }
}
