package dev.trimaran.cache.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LagsTest {

  @Test
  void nothingHasNoLag() {
    Lags lags = new Lags();
    assertThat(lags.percentile(99)).isZero();
    assertThat(lags.longest()).isZero();
    lags.add(-5);
    assertThat(lags.percentile(100)).isZero();
  }

  @Test
  void smallOnesAreExact() {
    Lags lags = new Lags();
    for (int i = 0; i < 10; i++) {
      lags.add(i);
    }
    assertThat(lags.percentile(50)).isEqualTo(4);
    assertThat(lags.percentile(100)).isEqualTo(9);
    lags.add(Long.MAX_VALUE);
    assertThat(lags.longest()).isEqualTo(Long.MAX_VALUE);
    assertThat(lags.percentile(100)).isEqualTo(Long.MAX_VALUE);
    lags.clear();
    assertThat(lags.percentile(100)).isZero();
  }

  @Test
  void percentilesAreNoMoreThanAnEighthAboveTheTruth() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      Lags lags = new Lags();
      long[] all = new long[1000];
      for (int i = 0; i < all.length; i++) {
        all[i] = random.nextLong() >>> (3 + random.nextInt(60));
        lags.add(all[i]);
      }
      Arrays.sort(all);
      for (int percent : new int[] {1, 50, 90, 99, 100}) {
        long truth = all[Math.max(0, percent * 10 - 1)];
        assertThat(lags.percentile(percent)).isBetween(truth, truth + truth / 8 + 1);
      }
      assertThat(lags.longest()).isEqualTo(all[999]);
    }
  }
}
