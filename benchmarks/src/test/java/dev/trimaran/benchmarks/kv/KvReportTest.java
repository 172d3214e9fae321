package dev.trimaran.benchmarks.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KvReportTest {

  private static final KvPlan PLAN =
      new KvPlan(3, 1, 0, List.of(1), 3, 10, 256, KvPlan.Target.LEADER);

  private static KvReport report() {
    List<KvCell> cells = new ArrayList<>();
    double[] ours = {100, 300, 200};
    double[] theirs = {100, 100, 400};
    for (int i = 0; i < 3; i++) {
      cells.add(new KvCell("put", 1, "trimaran", i + 1, ours[i], 1, 2, 0, 10, 5, 0));
      cells.add(new KvCell("put", 1, "etcd", i + 1, theirs[i], 1, 2, 0, 10, 5, 0));
    }
    return new KvReport(PLAN, cells);
  }

  @Test
  void ratiosAreThoseOfPairs() {
    assertThat(report().ratios("put", 1)).containsExactly(1, 3, 0.5);
  }

  @Test
  void theTableShowsMedianAndSpread() {
    assertThat(report().table())
        .containsPattern("put +1 +trimaran +200 +\\(100 \\.\\. 300\\)")
        .containsPattern(
            "put +1 +ratio +1\\.00 +\\(0\\.50 \\.\\. 3\\.00\\) +pairs 1\\.00 3\\.00 0\\.50");
  }
}
