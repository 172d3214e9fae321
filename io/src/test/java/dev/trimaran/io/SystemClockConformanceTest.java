package dev.trimaran.io;

import dev.trimaran.base.port.Clock;
import dev.trimaran.simulation.conformance.ClockConformance;
import java.time.Duration;

class SystemClockConformanceTest extends ClockConformance {

  private final Clock clock = new SystemClock();

  @Override
  protected Clock clock() {
    return clock;
  }

  @Override
  protected void pass(Duration duration) {
    long start = System.nanoTime();
    Waiting.until(() -> System.nanoTime() - start >= duration.toNanos());
  }
}
