package dev.trimaran.cache.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.node.clients.PlainClient;
import dev.trimaran.cache.node.clients.RunningCache;
import dev.trimaran.cache.node.model.CacheConfig.Durability;
import dev.trimaran.cache.node.model.SyncPolicy;
import dev.trimaran.io.disk.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code INFO} tells what is so: its numbers follow what is done to the node. */
@Timeout(60)
final class InfoTest {

  private static final Path REDIS = Path.of("src/test/resources/redis-7.0.15-info.txt");
  private static final Path DIFFERENCES = Path.of("../../docs/reference/redis-differences.md");

  @TempDir Path directory;

  private static Map<String, String> info(PlainClient client, String section) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String line : client.text("INFO " + section).split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return fields;
  }

  private static long number(PlainClient client, String section, String field) throws IOException {
    return Long.parseLong(info(client, section).get(field));
  }

  private FileDisk disk() throws IOException {
    return FileDisk.open(directory, "test-cache");
  }

  /** Every field of Redis is told, or the page of differences says why not. */
  @Test
  void everyFieldOfRedisIsToldOrExplained() throws IOException {
    Durability logged = new Durability(true, SyncPolicy.EVERYSEC, List.of());
    try (FileDisk disk = disk();
        RunningCache cache = RunningCache.start(disk, logged);
        PlainClient client = new PlainClient(cache.address())) {
      Set<String> told = info(client, "everything").keySet();
      String page = Files.readString(DIFFERENCES);
      String absent = page.substring(page.indexOf("## Fields of INFO that are absent"));
      absent =
          absent
              .lines()
              .filter(line -> line.startsWith("| `"))
              .map(line -> line.split("\\|")[1])
              .collect(Collectors.joining());
      for (String field : Files.readAllLines(REDIS)) {
        boolean explained = absent.contains("`" + field + "`");
        assertThat(told.contains(field)).as(field + " is told").isNotEqualTo(explained);
      }
    }
  }

  @Test
  void theSocketsAreCounted() throws IOException {
    try (RunningCache cache = RunningCache.start();
        PlainClient client = new PlainClient(cache.address())) {
      client.ask("CONFIG RESETSTAT");
      client.ask("SET k " + "x".repeat(5000));
      client.text("GET k");
      Map<String, String> stats = info(client, "stats");
      assertThat(Long.parseLong(stats.get("total_net_input_bytes"))).isBetween(5020L, 5100L);
      assertThat(Long.parseLong(stats.get("total_net_output_bytes"))).isBetween(5010L, 5100L);
      assertThat(Long.parseLong(stats.get("total_writes_processed"))).isBetween(2L, 4L);
      assertThat(number(client, "server", "tcp_port")).isEqualTo(cache.port());
      assertThat(info(client, "server").get("run_id")).matches("[0-9a-f]{40}");
      while (number(client, "stats", "instantaneous_ops_per_sec") == 0) {
        assertThat(client.ask("PING")).isEqualTo("+PONG");
      }
      assertThat(info(client, "stats").get("instantaneous_input_kbps")).isNotEqualTo("0.00");
      try (PlainClient waits = new PlainClient(cache.address());
          PlainClient forever = new PlainClient(cache.address())) {
        waits.send("BLPOP nothing 50");
        forever.send("BLPOP nothing 0");
        while (number(client, "clients", "blocked_clients") < 2) {
          assertThat(client.ask("PING")).isEqualTo("+PONG");
        }
        assertThat(number(client, "clients", "clients_in_timeout_table")).isEqualTo(1);
      }
    }
  }

  @Test
  void theMemoryIsThatOfTheProcess() throws IOException {
    try (RunningCache cache = RunningCache.start();
        PlainClient client = new PlainClient(cache.address())) {
      client.ask("SETRANGE k 9999999 x");
      assertThat(client.ask("DEL k")).isEqualTo(":1");
      Map<String, String> memory = info(client, "memory");
      assertThat(Long.parseLong(memory.get("used_memory_peak"))).isGreaterThan(9_999_999);
      assertThat(Long.parseLong(memory.get("used_memory"))).isLessThan(9_999_999);
      assertThat(Long.parseLong(memory.get("used_memory_rss"))).isGreaterThan(30_000_000);
      assertThat(Long.parseLong(memory.get("total_system_memory"))).isGreaterThan(1L << 28);
      assertThat(Long.parseLong(memory.get("mem_clients_normal"))).isPositive();
      double user = Double.parseDouble(info(client, "cpu").get("used_cpu_user"));
      assertThat(user).isPositive();
      while (Double.parseDouble(info(client, "cpu").get("used_cpu_user")) == user) {
        assertThat(client.ask("PING")).isEqualTo("+PONG");
      }
    }
  }

  @Test
  void theFilesAreCounted() throws IOException {
    Durability logged = new Durability(true, SyncPolicy.ALWAYS, List.of());
    try (FileDisk disk = disk();
        RunningCache cache = RunningCache.start(disk, logged);
        PlainClient client = new PlainClient(cache.address())) {
      client.ask("MSET a 1 b 2 c 3");
      assertThat(info(client, "persistence"))
          .containsEntry("rdb_last_bgsave_time_sec", "-1")
          .containsEntry("aof_base_size", "0")
          .containsEntry("rdb_saves", "0");
      assertThat(client.ask("SAVE")).isEqualTo("+OK");
      assertThat(info(client, "persistence"))
          .containsEntry("rdb_last_bgsave_time_sec", "0")
          .containsEntry("rdb_saves", "1");
    }
    try (FileDisk disk = disk();
        RunningCache cache = RunningCache.start(disk, logged);
        PlainClient client = new PlainClient(cache.address())) {
      Map<String, String> told = info(client, "persistence");
      assertThat(told).containsEntry("rdb_last_load_keys_loaded", "3");
      try (Stream<Path> files = Files.list(directory)) {
        long size = 0;
        for (Path file : files.filter(each -> each.toString().contains("cache-0")).toList()) {
          size += Files.size(file);
        }
        assertThat(told).containsEntry("aof_current_size", Long.toString(size));
      }
    }
  }

  @Test
  void thePercentilesAreThoseThatWereAskedFor() throws IOException {
    try (RunningCache cache = RunningCache.start();
        PlainClient client = new PlainClient(cache.address())) {
      client.ask("PING");
      assertThat(client.ask("CONFIG SET latency-tracking-info-percentiles '25.50 99.99'"))
          .isEqualTo("+OK");
      assertThat(info(client, "latencystats").get("latency_percentiles_usec_ping"))
          .matches("p25.5=[0-9.]+,p99.99=[0-9.]+");
      client.ask("CONFIG SET latency-tracking no");
      assertThat(info(client, "latencystats")).isEmpty();
    }
  }
}
