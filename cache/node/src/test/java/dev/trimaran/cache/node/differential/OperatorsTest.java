package dev.trimaran.cache.node.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators and the tests of clients ask a running node for. */
@Timeout(60)
final class OperatorsTest {

  private static final String FORBIDDEN = "-ERR DEBUG command not allowed.";

  @Test
  void debugIsForThoseWhomTheConfigurationNames() throws IOException {
    try (NodeUnderTest node = NodeUnderTest.start(0, "no");
        RespConnection client = new RespConnection(node.address())) {
      assertThat(client.call("DEBUG", "SLEEP", "0").rawText()).startsWith(FORBIDDEN);
      assertThat(client.call("CONFIG", "SET", "enable-debug-command", "yes").rawText())
          .startsWith("-ERR CONFIG SET failed");
    }
    try (NodeUnderTest node = NodeUnderTest.start(0, "local");
        RespConnection client = new RespConnection(node.address())) {
      assertThat(client.call("DEBUG", "SLEEP", "0").rawText()).isEqualTo("+OK\r\n");
    }
  }

  @Test
  void debugServesTheTestsOfClients() throws IOException {
    try (NodeUnderTest node = NodeUnderTest.start(0, "yes");
        RespConnection client = new RespConnection(node.address())) {
      client.call("SET", "a", "1");
      assertThat(client.call("DEBUG", "OBJECT", "a").rawText())
          .matches(
              "\\+Value at:0x[0-9a-f]+ refcount:1 encoding:int serializedlength:\\d+ lru:\\d+"
                  + " lru_seconds_idle:\\d+\r\n");
      assertThat(client.call("DEBUG", "OBJECT", "b").rawText()).isEqualTo("-ERR no such key\r\n");
      assertThat(client.call("DEBUG", "ERROR", "MINE it is").rawText())
          .isEqualTo("-MINE it is\r\n");
      assertThat(client.call("DEBUG", "STRINGMATCH-LEN", "100", "*a*a*b").rawText())
          .isEqualTo("+Apply regex returned 0\r\n");
      assertThat(client.call("DEBUG", "QUICKLIST-PACKED-THRESHOLD", "10b").string())
          .isEqualTo("OK");
      assertThat(client.call("DEBUG", "NOSUCH").rawText())
          .isEqualTo(
              "-ERR unknown subcommand or wrong number of arguments for 'NOSUCH'."
                  + " Try DEBUG HELP.\r\n");
    }
  }

  @Test
  void whatHasExpiredStaysInMemoryWhileActiveExpiryIsOff() throws IOException {
    try (NodeUnderTest node = NodeUnderTest.start(0, "yes");
        RespConnection client = new RespConnection(node.address())) {
      client.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      client.call("SET", "short", "x", "PX", "1");
      client.call("BLPOP", "nothing", "0.05");
      assertThat(client.call("DBSIZE").string()).isEqualTo("1");
      assertThat(client.call("EXISTS", "short").string()).isEqualTo("0");
      client.call("SET", "short", "x", "PX", "1");
      client.call("DEBUG", "SET-ACTIVE-EXPIRE", "1");
      client.call("BLPOP", "nothing", "0.05");
      assertThat(client.call("DBSIZE").string()).isEqualTo("0");
    }
  }

  @Test
  void aSleepIsSeenInSlowlogAndLatency() throws IOException {
    try (NodeUnderTest node = NodeUnderTest.start(0, "yes");
        RespConnection client = new RespConnection(node.address())) {
      assertThat(client.call("LATENCY", "GRAPH", "command").rawText())
          .isEqualTo("-ERR No samples available for event 'command'\r\n");
      client.call("CONFIG", "SET", "latency-monitor-threshold", "20");
      assertThat(client.call("DEBUG", "SLEEP", "0.03").string()).isEqualTo("OK");
      assertThat(client.call("SLOWLOG", "GET").leaves()).contains("DEBUG", "SLEEP", "0.03");
      assertThat(client.call("LATENCY", "HISTORY", "command").items()).hasSize(1);
      assertThat(client.call("LATENCY", "LATEST").leaves()).contains("command");
      assertThat(client.call("LATENCY", "GRAPH", "command").string())
          .startsWith("command - high ")
          .contains("#");
      assertThat(client.call("LATENCY", "DOCTOR").string()).contains("command: 1 delays");
      assertThat(client.call("LATENCY", "RESET").string()).isEqualTo("1");
    }
  }

  @Test
  void memoryIsToldInRedissWords() throws IOException {
    try (NodeUnderTest node = NodeUnderTest.start(0, "no");
        RespConnection client = new RespConnection(node.address())) {
      client.call("SET", "a", "1");
      List<String> stats = client.call("MEMORY", "STATS").leaves();
      assertThat(stats).hasSize(54).contains("total.allocated", "fragmentation.bytes");
      assertThat(stats.get(stats.indexOf("keys.count") + 1)).isEqualTo("1");
      assertThat(client.call("MEMORY", "DOCTOR").string()).contains("nearly empty");
      assertThat(client.call("MEMORY", "PURGE").string()).isEqualTo("OK");
      assertThat(client.call("MEMORY", "MALLOC-STATS").type()).isEqualTo('$');
    }
  }
}
