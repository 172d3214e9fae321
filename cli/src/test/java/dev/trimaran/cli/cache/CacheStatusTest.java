package dev.trimaran.cli.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read from the text of {@code INFO}. */
final class CacheStatusTest {

  private static final String TEXT =
      """
      # Clients
      connected_clients:3

      # Memory
      used_memory:5000
      maxmemory:9000
      # Persistence
      aof_enabled:1
      # Stats
      instantaneous_ops_per_sec:7
      keyspace_hits:3
      keyspace_misses:1
      # Keyspace
      db0:keys=10,expires=1,avg_ttl=2
      db12:keys=5,expires=0,avg_ttl=0
      # Trimaran
      expiry_lag_p99_ms:4
      """;

  @Test
  void itsNumbersAreRead() {
    CacheStatus status = CacheStatus.of("h:1", InfoFields.of(TEXT));
    assertThat(status).isEqualTo(new CacheStatus("h:1", 15, 5000, 9000, 3, 7, 3, 1, 4, true));
    assertThat(status.hitShare()).isEqualTo("75 %");
    assertThat(status.data()).containsEntry("keys", 15L).containsEntry("append_only", true);
  }

  @Test
  void whatIsNotToldIsNothing() {
    CacheStatus status = CacheStatus.of("h:1", InfoFields.of("redis_version:7.0.15\r\n"));
    assertThat(status).isEqualTo(new CacheStatus("h:1", 0, 0, 0, 0, 0, 0, 0, 0, false));
    assertThat(status.hitShare()).isEqualTo("-");
  }
}
