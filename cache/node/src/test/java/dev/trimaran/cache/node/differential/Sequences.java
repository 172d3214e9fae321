package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes sequences of steps: the same for the same seed, families and tables. */
final class Sequences {

  private static final int STEPS = 300;
  private static final int TOGETHER = 3;

  /** Unknown on purpose, or not to be asked for in this way. */
  private static final Set<String> NOT_COMMANDS =
      Set.of("NOSUCHCOMMAND", "MULTI", "QUIT", "RESET", "HELLO");

  private final List<Table> tables = new ArrayList<>();

  Sequences(List<String> families) throws IOException {
    Pools pools = new Pools();
    for (String family : families) {
      tables.add(Table.of(family, pools));
    }
  }

  /** Asks the server for each command once, and leaves out those that it does not know. */
  Set<String> leaveOutWhatIsUnknownTo(InetSocketAddress server) throws IOException {
    Set<String> missing = new TreeSet<>();
    try (RespConnection connection = new RespConnection(server)) {
      for (Table table : tables) {
        for (String name : table.names()) {
          if (name.matches("[A-Z_]+")
              && !name.endsWith("SUBSCRIBE")
              && !NOT_COMMANDS.contains(name)) {
            String answer = connection.call(name, "1", "2", "3", "4", "5", "6", "7").string();
            if (answer.startsWith("ERR unknown command")) {
              missing.add(name);
            }
          }
        }
      }
    }
    tables.replaceAll(table -> table.without(missing));
    tables.removeIf(table -> table.lines().isEmpty());
    return missing;
  }

  /** A sequence of a few families, so that its commands meet each other's values. */
  List<Step> sequence(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<Table> chosen = new ArrayList<>(tables);
    Collections.shuffle(chosen, random);
    chosen = chosen.subList(0, Math.min(TOGETHER, chosen.size()));
    Draw draw = Draw.of(random);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(chosen.get(random.nextInt(chosen.size())).draw(draw));
    }
    return steps;
  }
}
