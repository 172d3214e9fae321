package dev.trimaran.raft.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every scenario and compares its trace. {@code -Dscenarios.rewrite=true} writes the traces
 * anew: review them as a diff.
 */
class ScenarioTest {

  private static final Path FOLDER = Path.of("src/test/resources/scenarios");

  static Stream<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
      return sorted.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theTraceIsAsExpected(Path file) throws IOException {
    String expected = Files.readString(file);
    String actual = play(expected);
    if (Boolean.getBoolean("scenarios.rewrite")) {
      Files.writeString(file, actual);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  /** Comments, blank lines and commands stay; what follows a command is its trace. */
  private static String play(String scenario) {
    var story = new Story(Set.of());
    var written = new StringBuilder();
    for (String line : scenario.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        written.append(line).append('\n');
      } else if (line.startsWith("> ")) {
        written.append(line).append('\n');
        for (String happened : story.play(line.substring(2)).lines().toList()) {
          written.append("    ").append(happened).append('\n');
        }
      }
    }
    return written.toString();
  }
}
