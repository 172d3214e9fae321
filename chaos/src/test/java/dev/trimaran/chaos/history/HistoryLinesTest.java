package dev.trimaran.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryLinesTest {

  @Test
  void whatIsWrittenIsRead() {
    HistoryRecorder recorder = new HistoryRecorder(() -> 42);
    long put = recorder.invoke(0, new Command.Put("a", "x \"quoted\" ü"));
    long get = recorder.invoke(1, new Command.Get("a"));
    long cas = recorder.invoke(2, new Command.CompareAndSet("a", "x", "y"));
    recorder.ok(put, Answer.at(2, true));
    recorder.ok(get, new Answer(true, "x", 3, 2, 1));
    recorder.info(cas);
    recorder.fail(recorder.invoke(0, new Command.Delete("b")));
    recorder.invoke(0, new Command.Delete("b"));
    History history = recorder.history();
    List<String> lines = HistoryLines.write(history);
    assertThat(lines).hasSize(5).allMatch(line -> !line.contains("\n"));
    assertThat(HistoryLines.read(lines)).isEqualTo(history);
  }

  @Test
  void aLineThatIsNoOperationIsNamed() {
    assertThatThrownBy(() -> HistoryLines.read(List.of("", "{\"op\":1}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2 is not an operation");
  }

  @Test
  void anOperationEndsOnce() {
    HistoryRecorder recorder = new HistoryRecorder(() -> 0);
    long id = recorder.invoke(0, new Command.Get("a"));
    recorder.fail(id);
    assertThatThrownBy(() -> recorder.fail(id)).isInstanceOf(IllegalArgumentException.class);
  }
}
