package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the same random commands to two servers and prints where they differ, shrunk. Both are
 * emptied with FLUSHALL again and again: point it at servers that hold nothing of value.
 */
public final class RedisDifferential {

  private static final String USAGE =
      """
      RedisDifferential --left host:port --right host:port
        --commands N     how many commands to send (20000)
        --seed S         the first sequence's seed (1); each following sequence adds one
        --resp 2|3       the protocol (2)
        --family F,G     of which families; without it, of all:
                         %s
        --differences N  go on until N different differences were found (10)
        --no-shrink      print the last steps instead of the shortest sequence
      Both servers are emptied. Exit 0: no difference; 1: some; 2: wrong usage; 3: not reachable.
      """
          .formatted(String.join(",", Table.FAMILIES));

  private RedisDifferential() {}

  /** What to compare. */
  record Settings(
      InetSocketAddress left,
      InetSocketAddress right,
      long commands,
      long seed,
      int resp,
      List<String> families,
      int differences,
      boolean shrink) {

    static Settings of(String... args) {
      Map<String, String> flags = new HashMap<>();
      for (int i = 0; i < args.length; i++) {
        if (args[i].equals("--no-shrink")) {
          flags.put(args[i], "");
        } else if (i + 1 < args.length && args[i].startsWith("--")) {
          flags.put(args[i], args[++i]);
        } else {
          throw new IllegalArgumentException("what is " + args[i] + "?");
        }
      }
      Settings settings =
          new Settings(
              address(flags, "--left"),
              address(flags, "--right"),
              Long.parseLong(taken(flags, "--commands", "20000")),
              Long.parseLong(taken(flags, "--seed", "1")),
              Integer.parseInt(taken(flags, "--resp", "2")),
              List.of(taken(flags, "--family", String.join(",", Table.FAMILIES)).split(",")),
              Integer.parseInt(taken(flags, "--differences", "10")),
              flags.remove("--no-shrink") == null);
      if (!flags.isEmpty()) {
        throw new IllegalArgumentException("what is " + flags.keySet() + "?");
      }
      return settings;
    }

    private static String taken(Map<String, String> flags, String name, String otherwise) {
      String value = flags.remove(name);
      return value == null ? otherwise : value;
    }

    private static InetSocketAddress address(Map<String, String> flags, String name) {
      String text = taken(flags, name, "");
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(name + " needs host:port, not '" + text + "'");
      }
      return new InetSocketAddress(
          text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
  }

  /** What was sent, and what differed: the shrunk sequences by the seed they came from. */
  record Result(
      long commands,
      Map<Long, Shrinker.Found> found,
      Map<String, Long> explained,
      Set<String> missing) {

    boolean same() {
      return found.isEmpty() && missing.isEmpty();
    }
  }

  static Result run(Settings settings, PrintStream out) throws IOException {
    Explained explained = new Explained();
    Match match = new Match(settings.left(), settings.right(), settings.resp(), explained);
    Sequences sequences = new Sequences(settings.families());
    Set<String> missing = sequences.leaveOutWhatIsUnknownTo(settings.right());
    if (!missing.isEmpty()) {
      out.println("left out, since the right one does not know them: " + missing);
    }
    Map<Long, Shrinker.Found> found = new HashMap<>();
    Set<String> kinds = new HashSet<>();
    long sent = 0;
    for (long seed = settings.seed(); sent < settings.commands(); seed++) {
      List<Step> steps = sequences.sequence(seed);
      sent += steps.stream().mapToLong(step -> step.commands().size()).sum();
      Optional<Difference> difference = match.play(steps);
      if (difference.isEmpty() || !kinds.add(difference.get().kind())) {
        continue;
      }
      Shrinker.Found shrunk =
          settings.shrink()
              ? Shrinker.shrink(match, steps, difference.get())
              : new Shrinker.Found(steps, difference.get());
      found.put(seed, shrunk);
      kinds.add(shrunk.difference().kind());
      report(out, settings, seed, shrunk);
      if (found.size() >= settings.differences()) {
        break;
      }
    }
    return new Result(sent, found, explained.met(), missing);
  }

  private static void report(PrintStream out, Settings settings, long seed, Shrinker.Found found) {
    List<String> lines = new ArrayList<>();
    for (Step step : found.steps()) {
      step.commands().forEach(command -> lines.add(command.line()));
    }
    out.printf("%n--- seed %d, RESP%d%n", seed, settings.resp());
    int from = Math.max(0, lines.size() - 30);
    if (from > 0) {
      out.printf("    (%d commands before)%n", from);
    }
    lines.subList(from, lines.size()).forEach(line -> out.println("    " + line));
    out.println("at    " + found.difference().line());
    out.println("left  " + found.difference().left());
    out.println("right " + found.difference().right());
  }

  public static void main(String[] args) {
    System.exit(exit(args, System.out));
  }

  private static int exit(String[] args, PrintStream out) {
    Settings settings;
    try {
      settings = Settings.of(args);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.print(USAGE);
      return 2;
    }
    try {
      long start = System.nanoTime();
      Result result = run(settings, out);
      out.printf(
          "%n%d commands in %d s, RESP%d: %d different differences; explained: %s%n",
          result.commands(),
          (System.nanoTime() - start) / 1_000_000_000,
          settings.resp(),
          result.found().size(),
          result.explained());
      return result.same() ? 0 : 1;
    } catch (IOException e) {
      out.println("cannot compare: " + e.getMessage());
      return 3;
    }
  }
}
