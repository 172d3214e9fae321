package dev.trimaran.chaos.process.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageMeterTest {

  private final OutageMeter meter = new OutageMeter();

  @Test
  void anOutageEndsWithTheFirstAcknowledgementOfAWriteThatBeganAfterTheHit() {
    meter.hit(1_000, 1_500);
    meter.acknowledged(1_600, 4_000);
    meter.acknowledged(4_000, 4_100);
    assertThat(meter.outages()).containsExactly(Duration.ofNanos(3_000));
  }

  @Test
  void aWriteThatWasUnderWayProvesNothing() throws InterruptedException {
    meter.hit(1_000, 1_500);
    meter.acknowledged(900, 1_600);
    meter.acknowledged(1_400, 1_700);
    assertThat(meter.outages()).isEmpty();
    assertThat(meter.awaitService(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void writesBeforeAnyHitAreNoOutage() throws InterruptedException {
    meter.acknowledged(1, 2);
    assertThat(meter.outages()).isEmpty();
    assertThat(meter.awaitService(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void everyHitIsMeasured() {
    meter.hit(0, 0);
    meter.acknowledged(1, 10);
    meter.hit(20, 20);
    meter.acknowledged(20, 50);
    assertThat(meter.outages()).containsExactly(Duration.ofNanos(10), Duration.ofNanos(30));
  }
}
