package dev.trimaran.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LivenessTest {

  @TempDir Path processes;

  @ParameterizedTest
  @CsvSource({
    "(java) S 1 2, true",
    "(java) R 1 2, true",
    "(java) Z 1 2, false",
    "(java) X 1 2, false",
    "(a) Z) S 1 2, true",
    "(a) S) Z 1 2, false",
  })
  void aZombieHasEnded(String line, boolean running) throws IOException {
    ProcessHandle own = ProcessHandle.current();
    Path stat = processes.resolve(own.pid() + "/stat");
    Files.createDirectories(stat.getParent());
    Files.writeString(stat, own.pid() + " " + line);
    assertThat(new Liveness(processes).isRunning(own)).isEqualTo(running);
  }

  @Test
  void whereThereIsNoProcessTableTheJdkIsBelieved() throws IOException {
    assertThat(new Liveness(processes.resolve("absent")).isRunning(ProcessHandle.current()))
        .isTrue();
  }

  @Test
  void theRealTableKnowsThisProcess() throws IOException {
    assertThat(new Liveness().isRunning(ProcessHandle.current())).isTrue();
  }
}
