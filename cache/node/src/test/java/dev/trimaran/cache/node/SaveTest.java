package dev.trimaran.cache.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.node.clients.PlainClient;
import dev.trimaran.cache.node.clients.RunningCache;
import dev.trimaran.cache.node.model.CacheConfig.Durability;
import dev.trimaran.io.disk.FileDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code SAVE}, {@code BGSAVE}, {@code BGREWRITEAOF} and {@code LASTSAVE} over sockets. */
@Timeout(60)
final class SaveTest {

  private static final String BUSY = "-ERR Background save already in progress";
  private static final int KEYS = 100_000;

  @TempDir Path directory;

  private static void fill(PlainClient client) throws IOException {
    String[] requests = new String[KEYS];
    for (int i = 0; i < KEYS; i++) {
      requests[i] = "SET key:" + i + " value" + i;
    }
    client.send(requests);
    for (int i = 0; i < KEYS; i++) {
      assertThat(client.line()).isEqualTo("+OK");
    }
  }

  private static long number(PlainClient client, String request) throws IOException {
    String answer = client.ask(request);
    assertThat(answer).startsWith(":");
    return Long.parseLong(answer.substring(1));
  }

  private static void untilSaved(PlainClient client) throws IOException {
    while (client.text("INFO persistence").contains("rdb_bgsave_in_progress:1")) {
      assertThat(client.ask("PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void whatWasSavedIsThereAfterARestart() throws IOException {
    try (FileDisk disk = FileDisk.open(directory, "test-cache");
        RunningCache cache = RunningCache.start(disk, Durability.NONE);
        PlainClient client = new PlainClient(cache.address());
        PlainClient other = new PlainClient(cache.address())) {
      fill(client);
      final long before = number(client, "LASTSAVE");
      client.send("SAVE", "SET key:0 later");
      assertThat(other.ask("GET key:1")).isEqualTo("$6");
      assertThat(client.line()).isEqualTo("+OK");
      assertThat(client.line()).isEqualTo("+OK");
      assertThat(number(client, "LASTSAVE")).isGreaterThanOrEqualTo(before);
      assertThat(client.text("INFO persistence"))
          .contains("rdb_last_bgsave_status:ok")
          .contains("rdb_changes_since_last_save:1\r\n");
    }
    try (FileDisk disk = FileDisk.open(directory, "test-cache");
        RunningCache cache = RunningCache.start(disk, Durability.NONE);
        PlainClient client = new PlainClient(cache.address())) {
      assertThat(number(client, "DBSIZE")).isEqualTo(KEYS);
      assertThat(client.text("GET key:0")).isEqualTo("value0");
    }
  }

  @Test
  void oneAtATimeAndTheNextMayBeScheduled() throws IOException {
    try (FileDisk disk = FileDisk.open(directory, "test-cache");
        RunningCache cache = RunningCache.start(disk, Durability.NONE);
        PlainClient client = new PlainClient(cache.address())) {
      fill(client);
      client.send("BGSAVE", "BGSAVE", "SAVE", "BGSAVE SCHEDULE", "BGREWRITEAOF", "BGSAVE NEVER");
      assertThat(client.line()).isEqualTo("+Background saving started");
      assertThat(client.line()).isEqualTo(BUSY);
      assertThat(client.line()).isEqualTo(BUSY);
      assertThat(client.line()).isEqualTo("+Background saving scheduled");
      assertThat(client.line()).isEqualTo("+Background append only file rewriting scheduled");
      assertThat(client.line()).isEqualTo("-ERR syntax error");
      client.ask("SET key:0 scheduled");
      untilSaved(client);
    }
    try (FileDisk disk = FileDisk.open(directory, "test-cache");
        RunningCache cache = RunningCache.start(disk, Durability.NONE);
        PlainClient client = new PlainClient(cache.address())) {
      assertThat(client.text("GET key:0")).isEqualTo("scheduled");
    }
  }

  @Test
  void whoWaitsForASaveIsAnsweredThoughTheDatabasesAreEmptiedMeanwhile() throws IOException {
    try (FileDisk disk = FileDisk.open(directory, "test-cache");
        RunningCache cache = RunningCache.start(disk, Durability.NONE);
        PlainClient client = new PlainClient(cache.address());
        PlainClient other = new PlainClient(cache.address())) {
      fill(client);
      client.send("SAVE");
      while (other.text("INFO persistence").contains("rdb_bgsave_in_progress:0")) {
        assertThat(other.ask("PING")).isEqualTo("+PONG");
      }
      other.send("FLUSHALL", "SET left 1");
      assertThat(other.line()).isEqualTo("+OK");
      assertThat(other.line()).isEqualTo("+OK");
      assertThat(client.line()).isEqualTo("+OK");
      assertThat(client.ask("SAVE")).isEqualTo("+OK");
    }
    try (FileDisk disk = FileDisk.open(directory, "test-cache");
        RunningCache cache = RunningCache.start(disk, Durability.NONE);
        PlainClient client = new PlainClient(cache.address())) {
      assertThat(number(client, "DBSIZE")).isEqualTo(1);
    }
  }

  @Test
  void withoutADirectoryNothingIsSaved() throws IOException {
    try (RunningCache cache = RunningCache.start();
        PlainClient client = new PlainClient(cache.address())) {
      assertThat(client.ask("SAVE")).isEqualTo("-ERR this cache has no directory to save to");
      assertThat(client.ask("CONFIG SET appendonly yes"))
          .isEqualTo(
              "-ERR CONFIG SET failed (possibly related to argument 'appendonly') - this cache was"
                  + " started without a directory to log to");
    }
  }
}
