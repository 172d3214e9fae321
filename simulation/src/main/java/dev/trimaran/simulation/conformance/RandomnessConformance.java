package dev.trimaran.simulation.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.port.Randomness;
import org.junit.jupiter.api.Test;

/** What every {@link Randomness} does. */
public abstract class RandomnessConformance {

  /** A generator, the same for all of one test. */
  protected abstract Randomness randomness();

  @Test
  void integersAreUniformBelowTheirBound() {
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[randomness().nextInt(7)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_300, 10_700); // seven standard deviations
    }
  }

  @Test
  void largeBoundsAreReached() {
    int bound = Integer.MAX_VALUE;
    int above = 0;
    for (int i = 0; i < 1_000; i++) {
      int drawn = randomness().nextInt(bound);
      assertThat(drawn).isBetween(0, bound - 1);
      above += drawn > bound / 2 ? 1 : 0;
    }
    assertThat(above).isBetween(350, 650);
    assertThat(randomness().nextInt(1)).isZero();
  }

  @Test
  void everyBitOfALongVaries() {
    long ones = 0;
    long zeros = 0;
    for (int i = 0; i < 100; i++) {
      long drawn = randomness().nextLong();
      ones |= drawn;
      zeros |= ~drawn;
    }
    assertThat(ones).isEqualTo(-1);
    assertThat(zeros).isEqualTo(-1);
  }

  @Test
  void doublesLieInTheUnitInterval() {
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      double drawn = randomness().nextDouble();
      assertThat(drawn).isGreaterThanOrEqualTo(0).isLessThan(1);
      sum += drawn;
    }
    assertThat(sum / 10_000).isBetween(0.47, 0.53);
  }

  @Test
  void boundsArePositive() {
    assertThatThrownBy(() -> randomness().nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> randomness().nextInt(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
