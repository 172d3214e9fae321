package dev.trimaran.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cli.output.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a shell sees it: what it prints where, and its exit codes. */
class CliTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path temporary = Path.of("");

  private int run(String... args) {
    InputStream in = new ByteArrayInputStream(new byte[0]);
    return new Cli(new Console(in, stream(out), stream(err), false)).run(args);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void helpNamesEveryVerb() {
    assertThat(run("--help")).isZero();
    assertThat(out())
        .contains("up", "down", "ps", "logs", "status", "kv", "member", "completion", "version")
        .contains("server", "etcd", "bench");
    assertThat(err()).isEmpty();
  }

  @Test
  void versionInEveryFormat() {
    assertThat(run("version")).isZero();
    assertThat(run("version", "-o", "json")).isZero();
    assertThat(run("version", "-o", "yaml")).isZero();
    assertThat(out()).contains("trimaran ", "{\"version\":\"", "---\nversion: \"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kvv get",
        "kv get",
        "kv get k --no-such-flag",
        "kv get k -o xml",
        "kv put k v --lease zz",
        "kv get a b --prefix",
        "kv get k --endpoints nowhere",
        "kv get k --timeout 0",
        "kv txn --if nonsense",
        "kv txn --then jump",
        "up --nodes 10",
        "up --nodes 0",
        "up --port-base 65535",
        "up --host 0.0.0.0",
        "completion csh"
      })
  void aCommandLineThatMakesNoSense(String line) {
    assertThat(run(withDirectory(line))).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err()).startsWith("trimaran: ").contains("next: ");
  }

  private String[] withDirectory(String line) {
    return (line.startsWith("up ") ? line + " --dir " + temporary : line).split(" ");
  }

  @Test
  void aVerbMisspeltIsSuggested() {
    assertThat(run("kvv", "get")).isEqualTo(2);
    assertThat(err()).contains("did you mean kv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o json", "-ojson", "--output=json", "--output json"})
  void anErrorInJson(String format) {
    assertThat(run(("kvv " + format).split(" "))).isEqualTo(2);
    assertThat(err()).startsWith("{\"error\":{\"code\":\"USAGE\",\"message\":\"");
  }

  @Test
  void nobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String endpoint = "127.0.0.1:" + port;
    int exit = run("kv", "get", "k", "--timeout", "30", "--endpoints", endpoint, "-o", "json");
    assertThat(exit).isEqualTo(3);
    assertThat(err()).contains("\"code\":\"UNREACHABLE\"", "\"definite\":true", endpoint);
    assertThat(run("status", "--timeout", "30", "--endpoints", endpoint)).isEqualTo(3);
  }

  @Test
  void noClusterInTheDirectory() {
    for (String verb : new String[] {"ps", "down", "logs n1", "status", "kv get k"}) {
      assertThat(run((verb + " --dir " + temporary.resolve("none")).split(" "))).isEqualTo(4);
    }
    assertThat(err()).contains("there is no cluster in", "trimaran up --dir");
  }

  @Test
  void aPortThatIsTakenNamesTheFlagThatMovesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int base = taken.getLocalPort();
      String command = "up --nodes 1 --port-base " + base + " --dir " + temporary;
      assertThat(run(command.split(" "))).isEqualTo(1);
      assertThat(err()).contains("port " + base + " of n1", "--port-base");
    }
  }

  @Test
  void anotherLayoutIsRefused() throws IOException {
    Files.writeString(
        temporary.resolve("cluster.properties"), "nodes=3\nhost=127.0.0.1\nport-base=2379\n");
    assertThat(run("up", "--nodes", "5", "--dir", temporary.toString())).isEqualTo(4);
    assertThat(err()).contains("already holds a cluster with --nodes 3");
  }

  @Test
  void aNodeThatNeverRanIsStoppedAndOneThatDiedIsDead() throws IOException {
    Files.writeString(
        temporary.resolve("cluster.properties"), "nodes=3\nhost=127.0.0.1\nport-base=2379\n");
    Files.createDirectories(temporary.resolve("n2"));
    long own = ProcessHandle.current().pid();
    Files.writeString(temporary.resolve("n2/process"), own + "\n2001-01-01T00:00:00Z\n");
    assertThat(run("ps", "-o", "json", "--dir", temporary.toString())).isZero();
    assertThat(out())
        .contains("\"name\":\"n1\",\"state\":\"stopped\"")
        .contains("\"name\":\"n2\",\"state\":\"dead\"");
  }

  @Test
  void aProcessWithARecycledPidIsNotStopped() throws IOException {
    Files.writeString(
        temporary.resolve("cluster.properties"), "nodes=1\nhost=127.0.0.1\nport-base=2379\n");
    Files.createDirectories(temporary.resolve("n1"));
    long own = ProcessHandle.current().pid();
    Files.writeString(temporary.resolve("n1/process"), own + "\n2001-01-01T00:00:00Z\n");
    assertThat(run("down", "--dir", temporary.toString())).isZero();
    assertThat(out()).contains("nothing was running");
  }

  @Test
  void logsStartBeforeTheEnd() throws IOException {
    Files.writeString(
        temporary.resolve("cluster.properties"), "nodes=1\nhost=127.0.0.1\nport-base=2379\n");
    Files.createDirectories(temporary.resolve("n1"));
    Files.writeString(temporary.resolve("n1/server.log"), "one\ntwö\nthree\n");
    assertThat(run("logs", "n1", "-n", "2", "--dir", temporary.toString())).isZero();
    assertThat(out()).isEqualTo("twö\nthree\n");
    assertThat(run("logs", "n7", "--dir", temporary.toString())).isEqualTo(2);
  }

  @Test
  void completionForEachShell() {
    assertThat(run("completion", "bash")).isZero();
    assertThat(run("completion", "fish")).isZero();
    assertThat(out()).contains("complete -F _complete_trimaran", "-a keep-alive", "-l port-base");
  }
}
