package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes an illegal history small without making it illegal for another reason: only the end is cut
 * off (what was under way then has no outcome) and reads are left out; a legal history stays legal
 * under both.
 */
final class Shrinking<S> {

  private static final int READS_TRIED = 400;

  private final Specification<S> specification;
  private final Budget budget;
  private final long deadline;

  Shrinking(Specification<S> specification, Budget budget, long deadline) {
    this.specification = specification;
    this.budget = budget;
    this.deadline = deadline;
  }

  Verdict.Illegal illegal(String key, History history) {
    List<Operation> small = withoutNeedlessReads(shortestPrefix(history.operations()));
    Search<S> search = new Search<>(specification, new History(small));
    search.run(budget.configurations(), deadline);
    List<Operation> partial = search.longest();
    Set<Operation> placed = new HashSet<>(partial);
    List<Operation> stuck =
        small.stream().filter(one -> one.outcome() == Outcome.OK && !placed.contains(one)).toList();
    List<Operation> window = window(small, stuck);
    return new Verdict.Illegal(
        key, window, partial, Words.of(key, partial, search.longestState(), stuck));
  }

  /** The operations that ran while, or after, one of the stuck ones did. */
  private static List<Operation> window(List<Operation> all, List<Operation> stuck) {
    long from = stuck.stream().mapToLong(Operation::invoked).min().orElse(0);
    return all.stream()
        .filter(one -> one.ended() >= from && (one.outcome() != Outcome.INFO || !readOnly(one)))
        .toList();
  }

  private List<Operation> shortestPrefix(List<Operation> all) {
    List<Long> returns =
        all.stream()
            .filter(one -> one.outcome() == Outcome.OK)
            .map(Operation::ended)
            .sorted(Comparator.naturalOrder())
            .toList();
    int low = 0;
    int high = returns.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (illegal(prefix(all, returns.get(middle)))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return prefix(all, returns.get(high));
  }

  private static List<Operation> prefix(List<Operation> all, long end) {
    List<Operation> result = new ArrayList<>();
    for (Operation one : all) {
      if (one.invoked() < end && one.outcome() != Outcome.FAIL) {
        result.add(one.ended() <= end ? one : one.withoutOutcome());
      }
    }
    return result;
  }

  private List<Operation> withoutNeedlessReads(List<Operation> all) {
    List<Operation> kept = new ArrayList<>(all);
    kept.removeIf(one -> readOnly(one) && one.outcome() != Outcome.OK);
    List<Operation> reads = new ArrayList<>(kept.stream().filter(Shrinking::readOnly).toList());
    int chunk = Math.max(1, reads.size() / 2);
    int tries = 0;
    while (!reads.isEmpty() && tries++ < READS_TRIED) {
      List<Operation> part = List.copyOf(reads.subList(0, Math.min(chunk, reads.size())));
      List<Operation> without = new ArrayList<>(kept);
      without.removeAll(part);
      if (illegal(without)) {
        kept = without;
        reads.removeAll(part);
      } else if (part.size() == 1) {
        reads.removeAll(part);
      } else {
        chunk = Math.max(1, part.size() / 2);
      }
    }
    return kept;
  }

  private static boolean readOnly(Operation operation) {
    return operation.command().readOnly();
  }

  private boolean illegal(List<Operation> operations) {
    return new Search<>(specification, new History(operations))
            .run(budget.configurations(), deadline)
        == Search.Result.EXHAUSTED;
  }
}
