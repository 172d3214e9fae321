package dev.trimaran.chaos.process.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunReportTest {

  @Test
  void theMedianIsAnOutageThatHappened() {
    Duration one = Duration.ofMillis(1);
    Duration two = Duration.ofMillis(2);
    Duration nine = Duration.ofMillis(9);
    assertThat(RunReport.median(List.of())).isNull();
    assertThat(RunReport.median(List.of(nine))).isEqualTo(nine);
    assertThat(RunReport.median(List.of(nine, one, two))).isEqualTo(two);
  }

  @Test
  void aRunThatProvesNothingFails() {
    assertThat(Vacuous.violations(1, 10, 5)).isEmpty();
    assertThat(Vacuous.violations(0, 10, 5)).containsExactly("vacuous: no server was hit");
    assertThat(Vacuous.violations(1, 0, 0))
        .containsExactly("vacuous: no operation was acknowledged");
    assertThat(Vacuous.violations(1, 10, 0)).hasSize(1);
  }
}
