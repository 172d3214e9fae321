package dev.trimaran.chaos.process.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.HistoryRecorder;
import org.junit.jupiter.api.Test;

class RevisionsTest {

  private final HistoryRecorder recorder = new HistoryRecorder(() -> 0);

  @Test
  void revisionsThatGoUpAreFine() {
    put("a", 2);
    get("b", 2);
    put("b", 3);
    assertThat(Revisions.violations(recorder.history())).isEmpty();
  }

  @Test
  void aReadAtALowerRevisionOfAnotherKeyWentBack() {
    put("a", 5);
    get("b", 4);
    assertThat(Revisions.violations(recorder.history()))
        .singleElement()
        .asString()
        .contains("revision 4, after revision 5");
  }

  @Test
  void aWriteTakesANewRevision() {
    get("a", 5);
    put("b", 5);
    assertThat(Revisions.violations(recorder.history())).hasSize(1);
  }

  @Test
  void writesThatOverlapDoNotShareARevision() {
    long first = recorder.invoke(1, new Command.Put("a", "1"));
    long second = recorder.invoke(2, new Command.Put("b", "1"));
    recorder.ok(first, Answer.at(5, true));
    recorder.ok(second, Answer.at(5, true));
    assertThat(Revisions.violations(recorder.history()))
        .singleElement()
        .asString()
        .contains("share revision 5");
  }

  @Test
  void operationsThatOverlapMayBeAnsweredInAnyOrder() {
    long first = recorder.invoke(1, new Command.Put("a", "1"));
    long second = recorder.invoke(2, new Command.Put("b", "1"));
    recorder.ok(second, Answer.at(6, true));
    recorder.ok(first, Answer.at(5, true));
    assertThat(Revisions.violations(recorder.history())).isEmpty();
  }

  private void put(String key, long revision) {
    recorder.ok(recorder.invoke(1, new Command.Put(key, "1")), Answer.at(revision, true));
  }

  private void get(String key, long revision) {
    recorder.ok(
        recorder.invoke(1, new Command.Get(key)),
        new Answer(false, null, revision, Answer.NOT_GIVEN, Answer.NOT_GIVEN));
  }
}
