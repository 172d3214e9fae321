package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.history.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Depth-first search for an order of one key's operations. An operation may come next if no other
 * that is still to come had returned before it was invoked. Closed operations must all find a
 * place; open ones may, and are tried last, since most of them explain nothing. Open ones that
 * nobody can tell apart ({@link Interchangeable}) are placed in order of invocation only: without
 * that, n lost requests mean 2^n configurations.
 */
final class Search<S> {

  enum Result {
    FOUND,
    EXHAUSTED,
    GIVEN_UP
  }

  /** One step of the present path, and what remains to be tried after it. */
  private static final class Step<S> {
    final Configuration<S> at;
    final List<Operation> candidates = new ArrayList<>();
    final List<Configuration<S>> next = new ArrayList<>();
    int placed;
    int tried;

    Step(Configuration<S> at) {
      this.at = at;
    }
  }

  private final Specification<S> specification;
  private final List<Operation> closed = new ArrayList<>();
  private final List<Operation> open = new ArrayList<>();

  /** For each open operation the one before it that is as good, or -1. */
  private final int[] sameAsEarlier;

  private final Set<Configuration<S>> seen = new HashSet<>();
  private final Deque<Step<S>> path = new ArrayDeque<>();
  private List<Operation> longest = List.of();
  private int longestPlaced = -1;
  private S longestState;

  Search(Specification<S> specification, History history) {
    this.specification = specification;
    this.longestState = specification.initial();
    for (Operation operation : history.operations()) {
      if (operation.outcome() == Outcome.OK) {
        closed.add(operation);
      } else if (operation.outcome() == Outcome.INFO && !operation.command().readOnly()) {
        open.add(operation);
      }
    }
    this.sameAsEarlier = Interchangeable.earlier(history.operations(), open);
  }

  Result run(long maxConfigurations, long deadlineNanos) {
    push(Configuration.first(specification.initial()));
    while (!path.isEmpty()) {
      Step<S> step = path.getLast();
      if (step.at.base() == closed.size()) {
        return Result.FOUND;
      }
      if (step.tried == step.next.size()) {
        remember(step);
        path.removeLast();
      } else {
        Configuration<S> next = step.next.get(step.tried++);
        if (seen.add(next)) {
          push(next);
        }
      }
      if (seen.size() >= maxConfigurations
          || ((seen.size() & 1023) == 0 && System.nanoTime() - deadlineNanos > 0)) {
        return Result.GIVEN_UP;
      }
    }
    return Result.EXHAUSTED;
  }

  long configurations() {
    return seen.size() + 1L;
  }

  /** The longest order found that explains a beginning. */
  List<Operation> longest() {
    return longest;
  }

  /** The state it ends in. */
  S longestState() {
    return longestState;
  }

  private void push(Configuration<S> configuration) {
    Step<S> step = new Step<>(configuration);
    long firstReturn = Operation.NEVER;
    int placed = configuration.base();
    boolean dead = false;
    for (int i = configuration.base(); i < closed.size(); i++) {
      Operation operation = closed.get(i);
      if (configuration.hasClosed(i)) {
        placed++;
        continue;
      }
      if (operation.invoked() > firstReturn) {
        break;
      }
      firstReturn = Math.min(firstReturn, operation.ended());
      S state = specification.after(configuration.state(), operation);
      if (state != null) {
        step.candidates.add(operation);
        step.next.add(configuration.withClosed(i, state));
      } else if (specification.tooLate(configuration.state(), operation)) {
        dead = true;
      }
    }
    if (dead) {
      step.candidates.clear();
      step.next.clear();
    } else {
      offerOpen(configuration, firstReturn, step);
    }
    step.placed = placed;
    path.addLast(step);
  }

  private void offerOpen(Configuration<S> configuration, long firstReturn, Step<S> step) {
    for (int i = 0; i < open.size(); i++) {
      Operation operation = open.get(i);
      if (operation.invoked() > firstReturn) {
        return;
      }
      int twin = sameAsEarlier[i];
      if (!configuration.hasOpen(i) && (twin < 0 || configuration.hasOpen(twin))) {
        S state = specification.after(configuration.state(), operation);
        if (state != null && !state.equals(configuration.state())) {
          step.candidates.add(operation);
          step.next.add(configuration.withOpen(i, state));
        }
      }
    }
  }

  /** Called on a dead end: keeps the path to it if it is the longest so far. */
  private void remember(Step<S> end) {
    if (end.placed <= longestPlaced) {
      return;
    }
    longestPlaced = end.placed;
    longestState = end.at.state();
    longest = new ArrayList<>(path.size());
    for (Step<S> step : path) {
      if (step != end) {
        longest.add(step.candidates.get(step.tried - 1));
      }
    }
  }
}
