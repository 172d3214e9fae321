package dev.trimaran.chaos.process.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.chaos.process.cluster.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The canary: a cluster that loses everything turns a run red, one that keeps it does not. */
class EtcdFaultRunIT {

  @TempDir Path directory;

  static boolean etcdIsInstalled() {
    String path = System.getenv("PATH");
    return path != null
        && List.of(path.split(File.pathSeparator)).stream()
            .anyMatch(part -> Files.isExecutable(Path.of(part, "etcd")));
  }

  @Test
  @EnabledIf("etcdIsInstalled")
  void aClusterThatLosesItsDataIsFoundOut() throws Exception {
    RunReport report = run(true);
    assertThat(report.violations())
        .anyMatch(violation -> violation.startsWith("n1 lost"))
        .anyMatch(violation -> violation.contains("revisions went back"))
        .anyMatch(violation -> violation.contains("not linearizable"));
    try (var kept = Files.walk(directory)) {
      assertThat(kept).anyMatch(file -> file.endsWith("history.jsonl"));
    }
  }

  @Test
  @EnabledIf("etcdIsInstalled")
  void aClusterThatKeepsItsDataIsGreenAndLeavesNothingBehind() throws Exception {
    RunReport report = run(false);
    assertThat(report.violations()).isEmpty();
    assertThat(report.hits()).isEqualTo(1);
    assertThat(directory).isEmptyDirectory();
  }

  private RunReport run(boolean wipe) throws IOException, InterruptedException {
    return FaultRun.run(
        RunPlan.of(Scenario.KILL_LEADER, Program.etcd(), 3, Duration.ofSeconds(1), directory)
            .withWipe(wipe));
  }
}
