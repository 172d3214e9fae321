package dev.trimaran.chaos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.history.Outcome;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Broken checkers must not pass for a checker: the known histories tell them apart. */
class CheckerMutantsTest {

  @Test
  void aCheckerThatAlwaysSaysYesIsCaught() {
    assertThat(KnownHistories.misjudged(history -> new Verdict.Legal(0))).isNotEmpty();
  }

  @Test
  void aCheckerThatAlwaysSaysNoIsCaught() {
    assertThat(
            KnownHistories.misjudged(
                history -> new Verdict.Illegal("k", List.of(), List.of(), "no")))
        .isNotEmpty();
  }

  @Test
  void aCheckerThatIgnoresRealTimeIsCaught() {
    assertThat(KnownHistories.misjudged(history -> KnownHistories.judge(timeless(history))))
        .contains("stale read", "an indeterminate write does not happen before it was asked for");
  }

  @Test
  void aCheckerThatDropsIndeterminateOperationsIsCaught() {
    assertThat(KnownHistories.misjudged(history -> KnownHistories.judge(certain(history))))
        .contains("an indeterminate write may happen late");
  }

  @Test
  void aCheckerThatTakesIndeterminateForDoneIsCaught() {
    assertThat(KnownHistories.misjudged(history -> KnownHistories.judge(done(history))))
        .contains("an indeterminate write may never happen");
  }

  @Test
  void aCheckerThatTakesFailedForIndeterminateIsCaught() {
    assertThat(KnownHistories.misjudged(history -> KnownHistories.judge(doubting(history))))
        .containsExactly("a failed write happened");
  }

  /** Every operation runs from the beginning to the end. */
  private static History timeless(History history) {
    long end = history.operations().size() * 2L;
    return map(
        history,
        one ->
            new Operation(
                one.id(),
                one.process(),
                one.command(),
                0,
                one.outcome() == Outcome.INFO ? Operation.NEVER : end,
                0,
                0,
                one.outcome(),
                one.answer()));
  }

  private static History certain(History history) {
    return new History(
        history.operations().stream().filter(one -> one.outcome() != Outcome.INFO).toList());
  }

  private static History done(History history) {
    return map(
        history,
        one ->
            one.outcome() != Outcome.INFO || one.command().readOnly()
                ? one
                : new Operation(
                    one.id(),
                    one.process(),
                    one.command(),
                    one.invoked(),
                    one.invoked() + 1,
                    0,
                    0,
                    Outcome.OK,
                    Answer.DONE));
  }

  private static History doubting(History history) {
    return map(history, one -> one.outcome() == Outcome.FAIL ? one.withoutOutcome() : one);
  }

  private static History map(History history, UnaryOperator<Operation> change) {
    return new History(history.operations().stream().map(change).toList());
  }
}
