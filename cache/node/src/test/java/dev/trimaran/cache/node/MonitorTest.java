package dev.trimaran.cache.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.node.clients.PlainClient;
import dev.trimaran.cache.node.clients.RunningCache;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are told of every request. */
@Timeout(60)
final class MonitorTest {

  private static final String REFUSED = "-ERR Replica can't interact with the keyspace";

  private RunningCache cache;
  private PlainClient monitor;
  private PlainClient other;

  @BeforeEach
  void start() throws IOException {
    cache = RunningCache.start();
    monitor = new PlainClient(cache.address());
    other = new PlainClient(cache.address());
    assertThat(monitor.ask("MONITOR")).isEqualTo("+OK");
  }

  @AfterEach
  void stop() throws IOException {
    monitor.close();
    other.close();
    cache.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET a",
        "SET a 1",
        "DEL a",
        "BLPOP a 0",
        "DBSIZE",
        "KEYS *",
        "SCAN 0",
        "FLUSHALL",
        "PUBLISH a b",
        "SPUBLISH a b",
        "PFCOUNT a",
        "OBJECT ENCODING a",
        "SWAPDB 0 1",
        "TYPE a"
      })
  void theyDoNotTouchKeys(String request) throws IOException {
    assertThat(monitor.ask(request)).isEqualTo(REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PING", "WATCH a", "SELECT 1", "LASTSAVE", "CLIENT GETNAME"})
  void whatElseTheyAskIsAnsweredAndThenTold(String request) throws IOException {
    assertThat(monitor.ask(request)).isNotEqualTo(REFUSED).doesNotContain("127.0.0.1");
    assertThat(monitor.line()).contains("127.0.0.1").contains("\"" + request.split(" ")[0]);
  }

  @Test
  void aTransactionIsSpoiledAndResetEndsIt() throws IOException {
    assertThat(monitor.ask("MULTI")).isEqualTo("+OK");
    assertThat(monitor.line()).endsWith("\"MULTI\"");
    assertThat(monitor.ask("GET a")).isEqualTo(REFUSED);
    assertThat(monitor.ask("EXEC")).startsWith("-EXECABORT");
    assertThat(monitor.line()).endsWith("\"EXEC\"");
    other.ask("SET a 1");
    assertThat(monitor.line()).endsWith("\"SET\" \"a\" \"1\"");
    monitor.send("MONITOR", "RESET", "GET a");
    assertThat(monitor.line()).isEqualTo("+RESET");
    assertThat(monitor.line()).isEqualTo("$1");
  }

  @Test
  void whoDoesNotReadIsClosedAsAListenerWouldBe() throws IOException {
    other.ask("CONFIG SET client-output-buffer-limit 'pubsub 1mb 0 0'");
    String request = "ECHO " + "x".repeat(60_000);
    while (other.text("CLIENT LIST").contains("flags=O")) {
      assertThat(other.text(request)).hasSize(60_000);
    }
    assertThat(monitor.drain()).isPositive();
  }
}
