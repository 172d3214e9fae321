package dev.trimaran.benchmarks.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryReportTest {

  private static final MemoryPlan.Shape SHAPE = new MemoryPlan.Shape(10, true);
  private static final MemoryReport REPORT =
      new MemoryReport(
          List.of(
              new Footprint(SHAPE, "trimaran", 1, 100, 950, 900, 10, 1, 5),
              new Footprint(SHAPE, "redis", 1, 50, 1650, 1650, 20, 1, 5),
              new Footprint(SHAPE, "memcached", 1, 50, 450, 450, 20, 1, 5)));

  @Test
  void anEntryCostsWhatTheLoadAdded() {
    assertThat(new Footprint(SHAPE, "trimaran", 1, 100, 950, 900, 10, 1, 5).bytesPerEntry())
        .isEqualTo(80);
  }

  @Test
  void everyRivalHasItsRatio() {
    assertThat(REPORT.table())
        .containsPattern("10 yes +trimaran +80\\.0")
        .containsPattern("10 yes +ratio +0\\.50 .* to redis")
        .containsPattern("10 yes +ratio +2\\.00 .* to memcached");
  }
}
