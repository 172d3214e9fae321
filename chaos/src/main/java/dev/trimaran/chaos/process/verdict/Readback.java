package dev.trimaran.chaos.process.verdict;

import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether what a server holds at the end is what was acknowledged: every acknowledged put of a
 * unique key with its value and its revision, written once; nothing that was refused; nothing that
 * nobody wrote.
 */
public final class Readback {

  private static final int SHOWN = 5;

  /**
   * What a server holds under one key.
   *
   * @param version how often it was written
   */
  public record Held(String value, long modRevision, long version) {}

  private final Map<String, Operation> puts = new HashMap<>();

  /**
   * @param unique tells the keys that were put at most once
   */
  public Readback(History history, Predicate<String> unique) {
    for (Operation operation : history.operations()) {
      if (operation.command() instanceof Command.Put put && unique.test(put.key())) {
        puts.put(put.key(), operation);
      }
    }
  }

  /** How many puts of unique keys were acknowledged. */
  public long acknowledged() {
    return puts.values().stream().filter(put -> put.outcome() == Outcome.OK).count();
  }

  /**
   * What is wrong with what a server holds, in words; empty when nothing is.
   *
   * @param held by unique key
   */
  public List<String> violations(String server, Map<String, Held> held) {
    List<String> lost = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    puts.forEach((key, put) -> {
      Held found = held.get(key);
      switch (put.outcome()) {
        case OK -> {
          if (found == null) {
            lost.add(key);
          } else if (!isWhatWasWritten(put, found)
              || found.modRevision() != put.told().revision()) {
            wrong.add(
                key
                    + " (acknowledged at revision "
                    + put.told().revision()
                    + ", is "
                    + found
                    + ")");
          }
        }
        case FAIL -> {
          if (found != null) {
            wrong.add(key + " (its put was refused, yet it is " + found + ")");
          }
        }
        case INFO -> {
          if (found != null && !isWhatWasWritten(put, found)) {
            wrong.add(key + " (of unknown outcome, is " + found + ")");
          }
        }
      }
    });
    Set<String> strangers = new HashSet<>(held.keySet());
    strangers.removeAll(puts.keySet());
    List<String> violations = new ArrayList<>();
    report(violations, server + " lost %d acknowledged puts", lost);
    report(violations, server + " holds %d keys wrongly", wrong);
    report(violations, server + " holds %d keys that nobody put", List.copyOf(strangers));
    return violations;
  }

  private static boolean isWhatWasWritten(Operation put, Held found) {
    return put.command() instanceof Command.Put written
        && found.value().equals(written.value())
        && found.version() == 1;
  }

  private static void report(List<String> violations, String words, List<String> keys) {
    if (!keys.isEmpty()) {
      List<String> shown = keys.stream().sorted().limit(SHOWN).toList();
      violations.add(
          words.formatted(keys.size())
              + ": "
              + String.join(", ", shown)
              + (keys.size() > SHOWN ? ", ..." : ""));
    }
  }
}
