package dev.trimaran.simulation.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.port.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every healthy {@link Clock} does. */
public abstract class ClockConformance {

  /** A clock, the same for all of one test. */
  protected abstract Clock clock();

  /** Lets at least {@code duration} pass. */
  protected abstract void pass(Duration duration);

  @Test
  void monotonicTimeNeverGoesBack() {
    long before = clock().nanoTime();
    for (int i = 0; i < 1_000; i++) {
      long now = clock().nanoTime();
      assertThat(now - before).isNotNegative();
      before = now;
    }
  }

  @Test
  void bothClocksSeeTimePass() {
    long nanos = clock().nanoTime();
    long millis = clock().currentTimeMillis();
    pass(Duration.ofMillis(20));
    assertThat(clock().nanoTime() - nanos).isGreaterThanOrEqualTo(20_000_000);
    assertThat(clock().currentTimeMillis() - millis).isGreaterThanOrEqualTo(19);
  }

  @Test
  void wallTimeIsOfThisCentury() {
    assertThat(clock().currentTimeMillis()).isGreaterThan(1_577_836_800_000L);
  }
}
