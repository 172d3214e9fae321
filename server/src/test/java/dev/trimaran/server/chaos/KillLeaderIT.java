package dev.trimaran.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.chaos.process.cluster.Program;
import dev.trimaran.chaos.process.scenario.FaultRun;
import dev.trimaran.chaos.process.scenario.RunPlan;
import dev.trimaran.chaos.process.scenario.RunReport;
import dev.trimaran.chaos.process.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Nothing acknowledged is lost while leaders are killed, paused, and all nodes die at once. What a
 * failed run leaves is kept.
 */
class KillLeaderIT {

  private static final Duration KILLING =
      Duration.ofSeconds(Integer.getInteger("chaos.seconds", 45));
  private static final Duration PAUSING =
      Duration.ofSeconds(Integer.getInteger("chaos.seconds", 15));

  @Test
  void nothingAcknowledgedIsLostWhenLeadersAreKilled() throws Exception {
    proves(Scenario.KILL_LEADER, KILLING);
  }

  @Test
  void aLeaderThatWasPausedAnswersNoStaleRead() throws Exception {
    proves(Scenario.PAUSE_LEADER, PAUSING);
  }

  private static void proves(Scenario scenario, Duration duration)
      throws IOException, InterruptedException {
    Program trimaran =
        new Program("trimaran", dev.trimaran.server.cluster.Program.trimaran().command(), Map.of());
    Path directory = Files.createDirectories(Path.of("target", "chaos"));
    RunReport report =
        FaultRun.run(
            RunPlan.of(scenario, trimaran, 3, duration, directory)
                .withTimes(Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofMillis(20)));
    System.out.println(String.join("\n", report.lines()));
    assertThat(report.violations()).as(String.join("\n", report.lines())).isEmpty();
  }
}
