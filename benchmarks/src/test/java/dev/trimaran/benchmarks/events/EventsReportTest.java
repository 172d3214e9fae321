package dev.trimaran.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EventsReportTest {

  private static final EventRow ROW = new EventRow(EventRow.Kind.APPEND, 16, 1);

  private final EventsPlan plan = new EventsPlan(2, 1, 0, List.of(16), 256, 1_000);

  private static EventCell cell(String rival, int round, double perSecond) {
    return new EventCell("append 1", 16, rival, round, perSecond, 1, 2, 0, 3, 4, 5);
  }

  @Test
  void theRatioIsThatOfPairs() {
    var report =
        new EventsReport(
            plan,
            List.of(cell("a", 1, 300), cell("b", 1, 100), cell("a", 2, 100), cell("b", 2, 200)));
    assertThat(report.ratios(ROW, "b")).containsExactly(3, 0.5);
    assertThat(report.ratios(ROW, "a")).isEmpty();
    assertThat(report.table()).contains("1.75  (3.00 0.50)");
  }

  @Test
  void aRivalThatCannotDoARowIsLeftOut() {
    var report = new EventsReport(plan, List.of(cell("a", 1, 300)));
    assertThat(report.table()).contains("append 1").doesNotContain("catch_up");
  }
}
