package dev.trimaran.cache.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Redisson's plain objects; its maps and locks are scripts, which the cache does not run. */
@Timeout(60)
final class RedissonIT {

  @Test
  void bucketsAndCounters() throws IOException {
    try (RunningCache cache = RunningCache.start()) {
      Config config = new Config();
      config.setCodec(StringCodec.INSTANCE);
      config
          .useSingleServer()
          .setAddress("redis://127.0.0.1:" + cache.port())
          .setConnectionMinimumIdleSize(1);
      RedissonClient client = Redisson.create(config);
      try {
        RBucket<String> bucket = client.getBucket("b");
        bucket.set("v", Duration.ofSeconds(100));
        assertThat(bucket.get()).isEqualTo("v");
        assertThat(bucket.remainTimeToLive()).isBetween(90_000L, 100_000L);
        assertThat(bucket.setIfAbsent("w")).isFalse();
        assertThat(bucket.delete()).isTrue();
        assertThat(client.getAtomicLong("n").incrementAndGet()).isEqualTo(1);
      } finally {
        client.shutdown();
      }
    }
  }
}
