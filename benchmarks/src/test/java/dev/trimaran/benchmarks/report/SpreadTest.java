package dev.trimaran.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMiddleOfAnOddNumberIsOneOfThem() {
    assertThat(Spread.of(3, 1, 20)).isEqualTo(new Spread(3, 1, 20));
  }

  @Test
  void theMiddleOfAnEvenNumberIsTheMean() {
    assertThat(Spread.of(1, 3).median()).isEqualTo(2);
  }

  @Test
  void ofNothingItIsNotANumber() {
    assertThat(Spread.of().median()).isNaN();
  }

  @Test
  void theRangeHasTheFormOfItsNumbers() {
    assertThat(Spread.of(1000, 2000).range("%,.0f")).isEqualTo("(1,000 .. 2,000)");
  }
}
