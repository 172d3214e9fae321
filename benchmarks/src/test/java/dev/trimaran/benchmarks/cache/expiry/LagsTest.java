package dev.trimaran.benchmarks.cache.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagsTest {

  @Test
  void aLagIsFromTheDeadlineToTheEvent() {
    Lags lags = Lags.of(new long[] {1_000, 2_000}, new long[] {2_500, 9_000}, 50_000);

    assertThat(lags.arrived()).isEqualTo(2);
    assertThat(lags.at(0.5)).isEqualTo(1.5);
    assertThat(lags.at(1)).isEqualTo(7);
  }

  @Test
  void aMissingEventIsLateByAllThatWasWaited() {
    Lags lags = Lags.of(new long[] {1_000, 2_000}, new long[] {0, 3_000}, 50_000);

    assertThat(lags.arrived()).isEqualTo(1);
    assertThat(lags.at(0.5)).isEqualTo(1);
    assertThat(lags.at(1)).isEqualTo(49);
  }
}
