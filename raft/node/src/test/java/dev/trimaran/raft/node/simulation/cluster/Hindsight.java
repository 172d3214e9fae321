package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the machines know of operations whose clients were told nothing. A simulation can look: a
 * write that was applied must be explained with the answer it would have had, one that never was
 * must not be needed. Both only make the check stricter, and much cheaper, since an operation that
 * may or may not have happened doubles what a checker has to try.
 */
final class Hindsight {

  private final Map<Long, Long> commandOf = new HashMap<>();
  private final Map<Long, Answer> applied = new HashMap<>();

  /** Operation {@code id} proposes command {@code number}. */
  void proposed(long id, long number) {
    commandOf.put(id, number);
  }

  /** A machine applied a command. */
  void applied(long number, Answer answer) {
    applied.putIfAbsent(number, answer);
  }

  /** The history with unknown outcomes made known. */
  History settle(History history) {
    List<Operation> settled = new ArrayList<>();
    long end = history.operations().size() * 2L + 1;
    for (Operation one : history.operations()) {
      if (one.outcome() != Outcome.INFO) {
        settled.add(one);
        continue;
      }
      Long number = commandOf.get(one.id());
      Answer answer = number == null ? null : applied.get(number);
      if (answer != null) {
        settled.add(
            new Operation(
                one.id(),
                one.process(),
                one.command(),
                one.invoked(),
                end++,
                one.invokedNanos(),
                -1,
                Outcome.OK,
                answer));
      }
    }
    return new History(settled);
  }
}
