package dev.trimaran.events.core.state;

import static dev.trimaran.events.core.state.Story.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.model.AppendCondition;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.CommandResult.StreamRevisions;
import dev.trimaran.events.core.model.EventQuery;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamState;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class EventStateTest {

  private static final ExpectedRevision ANY = ExpectedRevision.ANY;
  private static final ExpectedRevision NO_STREAM = ExpectedRevision.NO_STREAM;
  private static final ExpectedRevision EXISTS = ExpectedRevision.STREAM_EXISTS;
  private static final String DELETED = "{\"$tb\":9223372036854775807}";

  private final Story story = new Story();

  private static ExpectedRevision at(long revision) {
    return ExpectedRevision.exactly(revision);
  }

  private static CommandResult written(String stream, long first, long last, long position) {
    return new CommandResult.Written(
        List.of(new StreamRevisions(stream, first, last)), position, false);
  }

  private static CommandResult repeated(String stream, long first, long last, long position) {
    return new CommandResult.Written(
        List.of(new StreamRevisions(stream, first, last)), position, true);
  }

  private void refused(CommandResult result, StreamState.Kind kind, long revision) {
    assertThat(result).isInstanceOf(CommandResult.Refused.class);
    List<CommandResult.Violation> violations = ((CommandResult.Refused) result).violations();
    assertThat(violations).hasSize(1);
    assertThat(violations.getFirst().actual()).isEqualTo(new StreamState(kind, revision));
  }

  @Test
  void expectedRevisions() {
    refused(story.append("a", EXISTS, 1), StreamState.Kind.ABSENT, -1);
    refused(story.append("a", at(0), 1), StreamState.Kind.ABSENT, -1);
    assertThat(story.append("a", NO_STREAM, 1, 2)).isEqualTo(written("a", 0, 1, 1));
    refused(story.append("a", NO_STREAM, 3), StreamState.Kind.LIVE, 1);
    refused(story.append("a", at(0), 3), StreamState.Kind.LIVE, 1);
    refused(story.append("a", at(2), 3), StreamState.Kind.LIVE, 1);
    assertThat(story.append("a", at(1), 3)).isEqualTo(written("a", 2, 2, 2));
    assertThat(story.append("a", EXISTS, 4)).isEqualTo(written("a", 3, 3, 3));
    assertThat(story.append("a", ANY, 5)).isEqualTo(written("a", 4, 4, 4));
    assertThat(story.log).containsExactly("a@0#1", "a@1#2", "a@2#3", "a@3#4", "a@4#5");
  }

  @Test
  void anAppendOfNothingOnlyChecks() {
    story.append("a", ANY, 1);
    assertThat(story.append("a", at(0))).isEqualTo(written("a", -1, 0, 0));
    refused(story.append("a", at(1)), StreamState.Kind.LIVE, 0);
    assertThat(story.append("b", NO_STREAM)).isEqualTo(written("b", -1, -1, 0));
    assertThat(story.log).hasSize(1);
  }

  /** Row 6: decisions on what others write. */
  @Nested
  final class ConditionsOfADynamicConsistencyBoundary {

    private StreamAppend tagged(String stream, long id, String... tags) {
      return new StreamAppend(stream, ANY, List.of(Story.event(id, tags)));
    }

    private AppendCondition none(long after, String... tags) {
      return new AppendCondition(
          new EventQuery(List.of(new EventQuery.Item(List.of("happened"), List.of(tags)))), after);
    }

    @Test
    void twoThatOverlapDoNotBothCommit() {
      AppendCondition condition = none(-1, "course:1");
      story.append(condition, tagged("x", 1, "course:1", "student:1"));
      CommandResult second = story.append(condition, tagged("y", 2, "course:1", "student:2"));
      assertThat(second).isEqualTo(new CommandResult.ConditionFailed(0));
      CommandResult third = story.append(none(0, "course:1"), tagged("y", 3, "course:1"));
      assertThat(third).isEqualTo(written("y", 0, 0, 1));
      assertThat(story.log).containsExactly("x@0#1", "y@0#3");
    }

    @Test
    void tagsAreAllAskedForAndTypesAny() {
      story.append(tagged("x", 1, "course:1"));
      story.append(tagged("x", 2, "student:1"));
      assertThat(story.append(none(-1, "course:1", "student:1"), tagged("x", 3)))
          .isInstanceOf(CommandResult.Written.class);
      var other =
          new AppendCondition(
              new EventQuery(List.of(new EventQuery.Item(List.of("else"), List.of("course:1")))),
              -1);
      assertThat(story.append(other, tagged("x", 4))).isInstanceOf(CommandResult.Written.class);
    }

    @Test
    void anEmptyQueryMeansAnyEvent() {
      var any = new AppendCondition(new EventQuery(List.of()), -1);
      assertThat(story.append(any, tagged("x", 1))).isInstanceOf(CommandResult.Written.class);
      assertThat(story.append(any, tagged("x", 2))).isEqualTo(new CommandResult.ConditionFailed(0));
    }

    @Test
    void aRestartForgetsNothing() {
      story.append(tagged("x", 1, "course:1"));
      story.restart();
      assertThat(story.append(none(-1, "course:1"), tagged("x", 2)))
          .isEqualTo(new CommandResult.ConditionFailed(0));
    }

    @Test
    void aRepeatIsToldItsFirstResultAlthoughItMeetsItself() {
      AppendCondition condition = none(-1, "course:1");
      story.append(condition, tagged("x", 1, "course:1"));
      assertThat(story.append(condition, tagged("x", 1, "course:1")))
          .isEqualTo(repeated("x", 0, 0, 0));
    }
  }

  /** Row 7: an append that is sent again. */
  @Nested
  final class DuplicateAppends {

    @Test
    void theSameIdsGiveTheFirstResultWhateverIsExpected() {
      story.append("a", NO_STREAM, 1, 2);
      story.append("a", ANY, 3);
      for (ExpectedRevision expected : List.of(NO_STREAM, ANY, EXISTS, at(7))) {
        assertThat(story.append("a", expected, 1, 2)).isEqualTo(repeated("a", 0, 1, 1));
      }
      assertThat(story.log).hasSize(3);
    }

    @Test
    void aPartOfTheSameIdsIsAConflict() {
      story.append("a", ANY, 1, 2);
      refused(story.append("a", ANY, 2, 3), StreamState.Kind.LIVE, 1);
      refused(story.append("a", ANY, 2, 1), StreamState.Kind.LIVE, 1);
      assertThat(story.append("a", ANY, 2)).isEqualTo(repeated("a", 1, 1, 1));
    }

    @Test
    void inAnotherStreamTheSameIdIsNew() {
      story.append("a", ANY, 1);
      assertThat(story.append("b", ANY, 1)).isEqualTo(written("b", 0, 0, 1));
    }

    @Test
    void oneIdManyTimesInABatch() {
      assertThat(story.append("a", ANY, 9, 9, 9)).isEqualTo(written("a", 0, 2, 2));
      assertThat(story.append("a", ANY, 9, 9, 9)).isEqualTo(repeated("a", 0, 2, 2));
      refused(story.append("a", ANY, 9, 9, 9, 9), StreamState.Kind.LIVE, 2);
    }

    @Test
    void twoAppendsSentAgainAsOne() {
      story.append("a", ANY, 1);
      story.append("b", ANY, 5);
      story.append("a", ANY, 2);
      assertThat(story.append("a", ANY, 1, 2)).isEqualTo(repeated("a", 0, 1, 2));
    }

    @Test
    void beyondTheWindowAnIdIsForgotten() {
      story.append("a", ANY, 1);
      for (int i = 0; i < 999; i++) {
        story.append("b", ANY, 100 + i);
      }
      assertThat(story.append("a", ANY, 1)).isEqualTo(repeated("a", 0, 0, 0));
      story.append("b", ANY, 5_000);
      assertThat(story.append("a", ANY, 1)).isEqualTo(written("a", 1, 1, 1_001));
    }

    @Test
    void aRestartRemembers() {
      story.append("a", ANY, 1, 2);
      story.restart();
      assertThat(story.append("a", NO_STREAM, 1, 2)).isEqualTo(repeated("a", 0, 1, 1));
    }

    @Test
    void ofSeveralStreamsAllOrNone() {
      story.append(write("a", ANY, 1), write("b", ANY, 2), write("g", NO_STREAM));
      CommandResult again =
          story.append(write("a", NO_STREAM, 1), write("b", NO_STREAM, 2), write("g", EXISTS));
      assertThat(((CommandResult.Written) again).repeated()).isTrue();
      CommandResult mixed = story.append(write("a", ANY, 1), write("b", ANY, 3));
      refused(mixed, StreamState.Kind.LIVE, 0);
      assertThat(story.log).hasSize(2);
    }
  }

  /** Row 8: deletes. */
  @Nested
  final class Deletes {

    @Test
    void afterASoftDeleteNumbersGoOn() {
      for (ExpectedRevision expected : List.of(ANY, NO_STREAM, at(1))) {
        String stream = "a" + expected;
        story.append(stream, ANY, 1, 2);
        story.describe(stream, stream.hashCode(), DELETED);
        assertThat(story.state.state(stream))
            .isEqualTo(new StreamState(StreamState.Kind.SOFT_DELETED, 1));
        refused(story.append(stream, EXISTS, 3), StreamState.Kind.SOFT_DELETED, 1);
        CommandResult result = story.append(stream, expected, 4);
        assertThat(((CommandResult.Written) result).written())
            .containsExactly(new StreamRevisions(stream, 2, 2));
        assertThat(story.state.metadata(stream).truncateBefore()).isEqualTo(2);
      }
    }

    @Test
    void aTombstoneIsForEver() {
      story.append("a", ANY, 1, 2);
      refused(story.tombstone("a", at(0), 1), StreamState.Kind.LIVE, 1);
      assertThat(story.tombstone("a", at(1), 1)).isInstanceOf(CommandResult.Written.class);
      assertThat(story.log.getLast()).isEqualTo("a@" + Long.MAX_VALUE + "#1");
      for (ExpectedRevision expected : List.of(ANY, NO_STREAM, EXISTS, at(1))) {
        refused(story.append("a", expected, 3), StreamState.Kind.TOMBSTONED, Long.MAX_VALUE);
      }
      refused(story.append("a", ANY, 1, 2), StreamState.Kind.TOMBSTONED, Long.MAX_VALUE);
      refused(story.tombstone("a", ANY, 2), StreamState.Kind.TOMBSTONED, Long.MAX_VALUE);
      refused(story.describe("a", 9, "{}"), StreamState.Kind.TOMBSTONED, Long.MAX_VALUE);
      story.restart();
      refused(story.append("a", ANY, 4), StreamState.Kind.TOMBSTONED, Long.MAX_VALUE);
    }

    @Test
    void aGuardFindsThatAStreamEnded() {
      story.tombstone("a", ANY, 1);
      refused(
          story.append(write("a", EXISTS), write("b", ANY, 2)),
          StreamState.Kind.TOMBSTONED,
          Long.MAX_VALUE);
      for (ExpectedRevision expected : List.of(ANY, NO_STREAM, ExpectedRevision.TOMBSTONED)) {
        assertThat(story.append(write("a", expected), write("b" + expected, ANY, 2)))
            .isInstanceOf(CommandResult.Written.class);
      }
    }

    @Test
    void aStreamThatNeverWasCanBeTombstoned() {
      assertThat(story.tombstone("never", NO_STREAM, 1)).isInstanceOf(CommandResult.Written.class);
      refused(story.append("never", NO_STREAM, 1), StreamState.Kind.TOMBSTONED, Long.MAX_VALUE);
    }
  }

  /** Events of several streams in an order of their own, with guards of the same streams. */
  @Test
  void aStreamMayComeSeveralTimesInOneCommand() {
    StreamAppend[] writes = {
      write("a", NO_STREAM),
      write("b", NO_STREAM),
      write("a", ANY, 1),
      write("b", ANY, 2),
      write("a", ANY, 3, 4),
      write("b", ANY, 5)
    };
    CommandResult.Written first = (CommandResult.Written) story.append(writes);
    assertThat(story.log).containsExactly("a@0#1", "b@0#2", "a@1#3", "a@2#4", "b@1#5");
    assertThat(first.written())
        .extracting(CommandResult.StreamRevisions::last)
        .containsExactly(-1L, -1L, 0L, 0L, 2L, 1L);
    story.restart();
    CommandResult.Written again = (CommandResult.Written) story.append(writes);
    assertThat(again.repeated()).isTrue();
    assertThat(again.position()).isEqualTo(4);
    assertThat(again.written().subList(2, 6)).isEqualTo(first.written().subList(2, 6));
    refused(story.append(write("a", ANY, 1), write("a", ANY, 9)), StreamState.Kind.LIVE, 2);
    refused(story.append(write("a", at(2), 6), write("a", at(3), 7)), StreamState.Kind.LIVE, 2);
    assertThat(story.log).hasSize(5);
  }

  /** Row 22: names. */
  @Test
  void namesDifferInAnyOfTheirLetters() {
    String longest = "n".repeat(64 << 10);
    List<String> names =
        List.of(
            "a",
            "A",
            "\u00e4",
            "a\u0308",
            "@a",
            "$a",
            " ",
            "a ",
            "\ud83d\ude80",
            longest,
            longest + "x");
    for (String name : names) {
      assertThat(story.append(name, NO_STREAM, 1))
          .as(name)
          .isInstanceOf(CommandResult.Written.class);
    }
    story.restart();
    for (String name : names) {
      assertThat(story.state.state(name)).isEqualTo(new StreamState(StreamState.Kind.LIVE, 0));
    }
  }

  /** Row 28: one check of many fails. */
  @Test
  void allViolationsAreListedAndNothingIsWritten() {
    story.append("a", ANY, 1);
    CommandResult result =
        story.append(
            write("a", NO_STREAM, 2), write("b", ANY, 3), write("c", EXISTS), write("d", at(4), 4));
    assertThat(((CommandResult.Refused) result).violations())
        .extracting(CommandResult.Violation::index, CommandResult.Violation::stream)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, "a"),
            org.assertj.core.groups.Tuple.tuple(2, "c"),
            org.assertj.core.groups.Tuple.tuple(3, "d"));
    assertThat(story.log).hasSize(1);
    assertThat(story.state.state("b")).isEqualTo(StreamState.ABSENT);
  }
}
