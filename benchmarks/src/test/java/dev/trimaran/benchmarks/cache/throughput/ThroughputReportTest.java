package dev.trimaran.benchmarks.cache.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputReportTest {

  private static final Cell.Shape SET = new Cell.Shape(Row.SET, 64, 16);

  private static ThroughputReport report() {
    List<Cell> cells = new ArrayList<>();
    double[] ours = {100, 300, 200};
    double[] theirs = {100, 100, 400};
    for (int i = 0; i < 3; i++) {
      cells.add(new Cell(SET, "trimaran", i + 1, 10, ours[i], 1, 2, 4, 2 << 20, 5));
      cells.add(new Cell(SET, "redis", i + 1, 10, theirs[i], 2, 2, 2, 1 << 20, 5));
    }
    return new ThroughputReport(cells);
  }

  @Test
  void ratiosAreThoseOfPairs() {
    assertThat(report().ratios(SET, Cell::perSecond)).containsExactly(1, 3, 0.5);
  }

  @Test
  void theTableShowsMedianSpreadAndEveryRatio() {
    assertThat(report().table())
        .containsPattern("SET +64 +16 +trimaran +200 +\\(100 \\.\\. 300\\)")
        .containsPattern(
            "SET +64 +16 +ratio +1\\.00 +\\(0\\.50 \\.\\. 3\\.00\\) +0\\.50 +1\\.00 +2\\.00 +2\\.00"
                + " +pairs 1\\.00 3\\.00 0\\.50");
  }

  @Test
  void sizesAreOnlyVariedWhereTheyMatter() {
    var plan =
        new ThroughputPlan(
            3, 2, 1, 1, List.of(Row.SET, Row.INCR), List.of(1, 16), List.of(64, 1024), 50, 10);

    assertThat(plan.shapes())
        .containsExactly(
            new Cell.Shape(Row.SET, 64, 1),
            new Cell.Shape(Row.SET, 64, 16),
            new Cell.Shape(Row.SET, 1024, 1),
            new Cell.Shape(Row.SET, 1024, 16),
            new Cell.Shape(Row.INCR, 0, 1),
            new Cell.Shape(Row.INCR, 0, 16));
  }
}
