package dev.trimaran.chaos.process.verdict;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the revisions of the store only went up in real time, over all keys and servers: what is
 * asked after an answer was given is not answered at a lower revision, a write takes a higher one,
 * and no two writes share one.
 */
public final class Revisions {

  private static final int SHOWN = 5;

  private Revisions() {}

  /** What is wrong, in words; empty when nothing is. */
  public static List<String> violations(History history) {
    List<Operation> invoked =
        history.operations().stream().filter(one -> one.outcome() == Outcome.OK).toList();
    List<Operation> ended = new ArrayList<>(invoked);
    ended.sort(Comparator.comparingLong(Operation::ended));
    List<String> violations = new ArrayList<>();
    Map<Long, Operation> writes = new HashMap<>();
    long highest = 0;
    int next = 0;
    for (Operation operation : invoked) {
      while (ended.get(next).ended() < operation.invoked()) {
        highest = Math.max(highest, ended.get(next++).told().revision());
      }
      long revision = operation.told().revision();
      if (revision == Answer.NOT_GIVEN) {
        continue;
      }
      boolean wrote = !operation.command().readOnly() && operation.told().succeeded();
      if (revision < highest || wrote && revision == highest) {
        violations.add(
            "revisions went back: %s at revision %d, after revision %d was seen"
                .formatted(operation.command(), revision, highest));
      }
      Operation other = wrote ? writes.put(revision, operation) : null;
      if (other != null) {
        violations.add(
            "two writes share revision %d: %s and %s"
                .formatted(revision, other.command(), operation.command()));
      }
    }
    int more = violations.size() - SHOWN;
    if (more > 0) {
      violations = new ArrayList<>(violations.subList(0, SHOWN));
      violations.add("and " + more + " more of revisions");
    }
    return violations;
  }
}
