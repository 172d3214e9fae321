package dev.trimaran.benchmarks.cache.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryReportTest {

  private static final ExpiryReport REPORT =
      new ExpiryReport(
          List.of(
              new Lateness(10, "trimaran", 1, 1000, 1000, 2, 10, 20, 1, 5),
              new Lateness(10, "redis", 1, 1000, 600, 100, 30_000, 30_000, 1, 5)));

  @Test
  void aLagThatEventsAreMissingForIsAtLeastWhatWasWaited() {
    assertThat(REPORT.table())
        .containsPattern("10 +redis +100\\.0 +>30,000\\.0 .* >30,000\\.0 +600 of 1000");
  }

  @Test
  void aLagThatAllEventsArrivedForIsExact() {
    assertThat(REPORT.table()).containsPattern("10 +trimaran +2\\.0 +10\\.0 .* 20\\.0 +1000 of");
  }

  @Test
  void ratiosAreThoseOfPairs() {
    assertThat(REPORT.ratios(10, "trimaran", "redis", Lateness::p50Ms)).containsExactly(0.02);
  }
}
