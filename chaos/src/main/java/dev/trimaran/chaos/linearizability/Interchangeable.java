package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.Operation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds open operations that nobody can tell apart: puts of values that no get found and no
 * compare-and-set asked for, and deletes. If an order uses a later one of them but not an earlier
 * one, or uses them the other way round, exchanging the two gives another legal order, since the
 * earlier one could happen wherever the later one did.
 */
final class Interchangeable {

  private Interchangeable() {}

  /**
   * For each of {@code open}, which are in order of invocation, the index of the one before it that
   * is as good as it, or -1.
   */
  static int[] earlier(List<Operation> all, List<Operation> open) {
    Set<String> seen = observed(all);
    int[] earlier = new int[open.size()];
    Arrays.fill(earlier, -1);
    int lastPut = -1;
    int lastDelete = -1;
    for (int i = 0; i < earlier.length; i++) {
      Command command = open.get(i).command();
      if (command instanceof Command.Put put && !seen.contains(put.value())) {
        earlier[i] = lastPut;
        lastPut = i;
      } else if (command instanceof Command.Delete) {
        earlier[i] = lastDelete;
        lastDelete = i;
      }
    }
    return earlier;
  }

  private static Set<String> observed(List<Operation> all) {
    Set<String> values = new HashSet<>();
    for (Operation operation : all) {
      Answer answer = operation.answer();
      String found = answer == null ? null : answer.value();
      if (found != null) {
        values.add(found);
      }
      if (operation.command() instanceof Command.CompareAndSet cas) {
        values.add(cas.expected());
      }
    }
    return values;
  }
}
