package dev.trimaran.cache.node.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of one family, read from {@code differential/<family>.txt}. A line is a step, its
 * commands parted by {@code ;}. A line begins with its weight (a number, else 1) and {@code !} if
 * no argument may be spoiled. A command begins with its judgement ({@code @set}), the name that its
 * answer is kept under ({@code =x}, or {@code =<x} to give both servers the left one's) and its
 * route: {@code 2>} over a second connection, {@code 2>>} sent only, {@code 2<} answered, {@code
 * 2~} as a stream, {@code %} a loop over a cursor, {@code 2raw} bytes as they are.
 */
record Table(String family, List<Line> lines, Pools pools) {

  static final List<String> FAMILIES =
      List.of(
          "string",
          "bits",
          "hyperloglog",
          "hash",
          "list",
          "set",
          "zset",
          "keys",
          "sort",
          "tx",
          "expiry",
          "blocking",
          "pubsub",
          "tracking",
          "connection",
          "server",
          "protocol");

  private static final Pattern PREFIX =
      Pattern.compile("(@[a-z]+|=<?[a-z]+|%|\\d?(?:>>|>|<|~|raw)) *(.*)", Pattern.DOTALL);

  record Line(int weight, boolean spoilable, List<Part> parts) {}

  record Part(Judgement judgement, Command.Route route, Template template) {}

  static Table of(String family, Pools pools) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String line : lines(family + ".txt")) {
      try {
        lines.add(line(line, pools));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(family + ".txt: " + line + ": " + e.getMessage(), e);
      }
    }
    return new Table(family, lines, pools);
  }

  private static Line line(String text, Pools pools) {
    Matcher head = Pattern.compile("(\\d+ )? *(! *)?(.*)").matcher(text);
    if (!head.matches()) {
      throw new IllegalArgumentException("not a line of a table");
    }
    List<Part> parts = new ArrayList<>();
    for (String part : head.group(3).split(" ; ")) {
      parts.add(part(part.strip(), pools));
    }
    int weight = head.group(1) == null ? 1 : Integer.parseInt(head.group(1).strip());
    return new Line(weight, head.group(2) == null, parts);
  }

  private static Part part(String text, Pools pools) {
    Judgement judgement = Judgement.EXACT;
    int connection = 1;
    Command.Mode mode = Command.Mode.CALL;
    String store = "";
    boolean leftsOnly = false;
    String rest = text;
    for (Matcher m = PREFIX.matcher(rest); m.matches(); m = PREFIX.matcher(rest)) {
      String prefix = m.group(1);
      rest = m.group(2);
      if (prefix.startsWith("@")) {
        judgement = Judgement.named(prefix.substring(1));
      } else if (prefix.startsWith("=")) {
        leftsOnly = prefix.startsWith("=<");
        store = prefix.substring(leftsOnly ? 2 : 1);
      } else {
        boolean numbered = Character.isDigit(prefix.charAt(0));
        connection = numbered ? prefix.charAt(0) - '0' : 1;
        mode = mode(numbered ? prefix.substring(1) : prefix);
      }
    }
    return new Part(
        judgement, new Command.Route(connection, mode, store, leftsOnly), Template.of(rest, pools));
  }

  private static Command.Mode mode(String sign) {
    return switch (sign) {
      case ">>" -> Command.Mode.SEND;
      case "<" -> Command.Mode.RECEIVE;
      case "~" -> Command.Mode.STREAM;
      case "%" -> Command.Mode.LOOP;
      case "raw" -> Command.Mode.RAW;
      default -> Command.Mode.CALL;
    };
  }

  /** The lines of a resource that say something: no comments, no empty ones. */
  static List<String> lines(String resource) throws IOException {
    String path = "differential/" + resource;
    try (InputStream stream = Table.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IOException("no " + path + " in the class path; see cache-differential.md");
      }
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  /** The names of all commands that are written out. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Line line : lines) {
      line.parts().forEach(part -> names.addAll(part.template().firsts()));
    }
    return names;
  }

  /** The table without the steps in which one of these commands may stand. */
  Table without(Set<String> missing) {
    return new Table(
        family,
        lines.stream()
            .filter(line ->
                line.parts().stream()
                    .allMatch(part -> Collections.disjoint(part.template().firsts(), missing)))
            .toList(),
        pools);
  }

  /** A step of a line drawn by weight. */
  Step draw(Draw draw) {
    int chance = draw.random().nextInt(lines.stream().mapToInt(Line::weight).sum());
    int at = 0;
    while (chance >= lines.get(at).weight()) {
      chance -= lines.get(at++).weight();
    }
    Line line = lines.get(at);
    Draw own = draw.forStep();
    List<Command> commands = new ArrayList<>();
    for (Part part : line.parts()) {
      List<byte[]> words = new ArrayList<>();
      part.template().draw(pools, own, words);
      commands.add(new Command(List.copyOf(words), part.judgement(), part.route()));
    }
    boolean spoil = line.spoilable() && commands.size() == 1 && draw.random().nextInt(12) == 0;
    return new Step(spoil ? List.of(Spoiler.spoil(commands.get(0), own)) : commands);
  }
}
