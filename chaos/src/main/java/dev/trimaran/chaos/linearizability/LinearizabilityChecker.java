package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks a whole history, key by key: it is linearizable if and only if each key's part is (Herlihy
 * and Wing, theorem 1).
 *
 * @param <S> the state of one key
 */
public final class LinearizabilityChecker<S> {

  private final Specification<S> specification;
  private final Budget budget;
  private final boolean parallel;

  private LinearizabilityChecker(Specification<S> specification, Budget budget, boolean parallel) {
    this.specification = specification;
    this.budget = budget;
    this.parallel = parallel;
  }

  /** A checker that works on the thread that calls it. */
  public LinearizabilityChecker(Specification<S> specification, Budget budget) {
    this(specification, budget, false);
  }

  /** The same, for which every key may be judged on a thread of its own. */
  public LinearizabilityChecker<S> inParallel() {
    return new LinearizabilityChecker<>(specification, budget, true);
  }

  /** Judges; an illegal key outweighs an unknown one, which outweighs all legal ones. */
  public Verdict check(History history) {
    long deadline = System.nanoTime() + budget.time().toNanos();
    List<Map.Entry<String, History>> keys = new ArrayList<>(history.byKey().entrySet());
    var stream = parallel ? keys.parallelStream() : keys.stream();
    List<Verdict> verdicts =
        stream.map(key -> check(key.getKey(), key.getValue(), deadline)).toList();
    long configurations = 0;
    Verdict worst = null;
    for (Verdict verdict : verdicts) {
      switch (verdict) {
        case Verdict.Illegal illegal -> {
          return illegal;
        }
        case Verdict.Unknown unknown -> worst = unknown;
        case Verdict.Legal legal -> configurations += legal.configurations();
      }
    }
    return worst != null ? worst : new Verdict.Legal(configurations);
  }

  private Verdict check(String key, History history, long deadline) {
    Search<S> search = new Search<>(specification, history);
    return switch (search.run(budget.configurations(), deadline)) {
      case FOUND -> new Verdict.Legal(search.configurations());
      case EXHAUSTED -> new Shrinking<>(specification, budget, deadline).illegal(key, history);
      case GIVEN_UP ->
          new Verdict.Unknown(
              "key "
                  + key
                  + ": given up after "
                  + search.configurations()
                  + " configurations of "
                  + history.operations().size()
                  + " operations");
    };
  }
}
