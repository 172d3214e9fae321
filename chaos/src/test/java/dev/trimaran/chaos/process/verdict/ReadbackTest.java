package dev.trimaran.chaos.process.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.HistoryRecorder;
import dev.trimaran.chaos.process.verdict.Readback.Held;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadbackTest {

  private final Map<String, Held> held = new HashMap<>();
  private Readback readback;

  /** u/ok was acknowledged at revision 5, u/no was refused, nobody knows of u/maybe. */
  @BeforeEach
  void record() {
    HistoryRecorder recorder = new HistoryRecorder(() -> 0);
    recorder.ok(recorder.invoke(1, new Command.Put("u/ok", "1")), Answer.at(5, true));
    recorder.fail(recorder.invoke(1, new Command.Put("u/no", "2")));
    recorder.info(recorder.invoke(1, new Command.Put("u/maybe", "3")));
    recorder.ok(recorder.invoke(1, new Command.Put("other", "4")), Answer.at(6, true));
    readback = new Readback(recorder.history(), key -> key.startsWith("u/"));
    held.put("u/ok", new Held("1", 5, 1));
  }

  @Test
  void whatWasAcknowledgedIsThere() {
    assertThat(readback.acknowledged()).isEqualTo(1);
    assertThat(readback.violations("n1", held)).isEmpty();
    held.put("u/maybe", new Held("3", 9, 1));
    assertThat(readback.violations("n1", held)).isEmpty();
  }

  @Test
  void anAcknowledgedPutThatIsGoneIsLost() {
    held.clear();
    assertThat(readback.violations("n1", held))
        .containsExactly("n1 lost 1 acknowledged puts: u/ok");
  }

  @Test
  void anotherValueRevisionOrVersionIsWrong() {
    for (Held wrong : new Held[] {new Held("x", 5, 1), new Held("1", 6, 1), new Held("1", 5, 2)}) {
      held.put("u/ok", wrong);
      assertThat(readback.violations("n1", held)).singleElement().asString().contains("wrongly");
    }
  }

  @Test
  void whatWasRefusedOrNeverPutIsNotThere() {
    held.put("u/no", new Held("2", 7, 1));
    assertThat(readback.violations("n1", held)).singleElement().asString().contains("refused");
    held.remove("u/no");
    held.put("u/stranger", new Held("2", 7, 1));
    assertThat(readback.violations("n1", held)).singleElement().asString().contains("nobody put");
  }

  @Test
  void aPutOfUnknownOutcomeIsThereOnceOrNot() {
    held.put("u/maybe", new Held("3", 9, 2));
    assertThat(readback.violations("n1", held)).singleElement().asString().contains("unknown");
  }
}
