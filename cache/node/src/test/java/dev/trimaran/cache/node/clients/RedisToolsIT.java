package dev.trimaran.cache.node.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Debian's redis-cli and redis-benchmark. */
@Timeout(120)
final class RedisToolsIT {

  private static RunningCache cache;

  @BeforeAll
  static void start() throws IOException {
    cache = RunningCache.start();
    StringBuilder load = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      load.append(request("SET", "key:" + i, "x".repeat(i % 50 + 1)));
    }
    load.append(request("RPUSH", "list", "a", "b", "c"));
    load.append(request("HSET", "hash", "f", "v"));
    assertThat(run(cache, load.toString(), "redis-cli", "--pipe"))
        .contains("errors: 0, replies: 2002");
  }

  @AfterAll
  static void stop() {
    cache.close();
  }

  private static String request(String... words) {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return text.toString();
  }

  private static String run(RunningCache at, String input, String program, String... flags)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-p", Integer.toString(at.port())));
    command.addAll(List.of(flags));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return fail(program + " is missing; install it: apt-get install redis-tools", e);
    }
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted while " + program + " ran");
    }
    return output;
  }

  @Test
  void bigKeysAreFound() throws IOException {
    assertThat(run(cache, "", "redis-cli", "--bigkeys"))
        .contains("Sampled 2002 keys in the keyspace!")
        .contains("Biggest   list found '\"list\"' has 3 items")
        .contains("1 hashs with 1 fields");
  }

  @Test
  void memoryKeysAreFound() throws IOException {
    assertThat(run(cache, "", "redis-cli", "--memkeys"))
        .contains("Sampled 2002 keys in the keyspace!")
        .doesNotContain("ERR");
  }

  @Test
  void statisticsGoOn() throws IOException {
    String port = Integer.toString(cache.port());
    // Unbuffered, for it never ends by itself.
    Process process =
        new ProcessBuilder("timeout", "2", "stdbuf", "-oL", "redis-cli", "-p", port, "--stat")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("keys")
        .contains("2002");
  }

  @Test
  void inlineScriptsOfCommands() throws IOException {
    assertThat(run(cache, "SET key:1 \"hello world\"\nGET key:1\nTYPE hash\n", "redis-cli"))
        .contains("OK")
        .contains("hello world")
        .contains("hash");
    assertThat(run(cache, "", "redis-cli", "-3", "HGETALL", "hash")).contains("f").contains("v");
  }

  @Test
  void theBenchmarkRuns() throws IOException {
    try (RunningCache another = RunningCache.start()) {
      String all =
          "ping,set,get,incr,lpush,rpush,lpop,rpop,sadd,hset,spop,zadd,zpopmin,lrange,mset";
      String report =
          run(another, "", "redis-benchmark", "-q", "-n", "2000", "-c", "20", "-P", "4", "-t", all);
      assertThat(report).contains("PING_INLINE").contains("MSET (10 keys)").doesNotContain("rror");
    }
  }
}
