package dev.trimaran.benchmarks.cache.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CacheProgramTest {

  private static final CacheProgram PROGRAM =
      new CacheProgram(
          "one",
          "one 1.0",
          Protocol.RESP,
          List.of("one", "--listen", "h:PORT", "--dir", "DIR", ""));

  @Test
  void portAndDirectoryAreFilledIn() {
    assertThat(PROGRAM.commandLine(17, Path.of("/a")))
        .containsExactly("one", "--listen", "h:17", "--dir", "/a", "");
  }

  @Test
  void itIsDescribedByItsVersionAndItsFlags() {
    assertThat(PROGRAM.describe()).isEqualTo("one 1.0: --listen h:PORT --dir DIR \"\"");
  }

  @Test
  void aMissingRivalIsNamedWithItsRemedy() {
    assertThatThrownBy(() -> CacheProgram.memcached("/no/such/memcached"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("apt-get install memcached")
        .hasMessageContaining("--memcached PATH")
        .hasMessageContaining("--rivals");
  }

  @Test
  void aServerThatEndsAtOnceIsAnErrorWithItsOutput() {
    var program =
        new CacheProgram(
            "broken", "0", Protocol.RESP, List.of("sh", "-c", "echo no such flag; exit 3"));

    assertThatThrownBy(() -> CacheServer.start(program).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken did not start")
        .hasMessageContaining("no such flag")
        .satisfies(failure -> deleteKept(String.valueOf(failure.getMessage())));
  }

  /** The log of a server that failed is kept: here it has served. */
  private static void deleteKept(String message) throws IOException {
    Matcher log = Pattern.compile("its output is in (\\S+)").matcher(message);
    assertThat(log.find()).isTrue();
    Path file = Path.of(log.group(1));
    Files.delete(file);
    Files.delete(file.resolveSibling("data"));
    Files.delete(file.getParent());
  }
}
