package dev.trimaran.cache.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.support.caching.CacheAccessor;
import io.lettuce.core.support.caching.CacheFrontend;
import io.lettuce.core.support.caching.ClientSideCaching;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.csc.DefaultCache;
import redis.clients.jedis.csc.DefaultCacheable;
import redis.clients.jedis.csc.LRUEviction;

/** The caches inside Lettuce and Jedis, which the cache tells of changes. */
@Timeout(60)
final class TrackingIT {

  private static RunningCache cache;
  private static RedisClient writer;

  @BeforeAll
  static void start() throws IOException {
    cache = RunningCache.start();
    writer = RedisClient.create("127.0.0.1", cache.port());
  }

  @AfterAll
  static void stop() {
    writer.close();
    cache.close();
  }

  @Test
  void lettuceForgetsWhatHasChanged() throws Exception {
    io.lettuce.core.RedisClient client =
        io.lettuce.core.RedisClient.create("redis://127.0.0.1:" + cache.port());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      Map<String, String> copies = new ConcurrentHashMap<>();
      ClientSideCaching<String, String> frontend =
          (ClientSideCaching<String, String>)
              ClientSideCaching.enable(
                  CacheAccessor.forMap(copies), connection, TrackingArgs.Builder.enabled());
      BlockingQueue<String> gone = new LinkedBlockingQueue<>();
      frontend.addInvalidationListener(gone::add);
      for (int i = 0; i < 200; i++) {
        writer.set("k", "" + i);
        if (i > 0) {
          assertThat(gone.poll(10, TimeUnit.SECONDS)).isEqualTo("k");
        }
        assertThat(read(frontend)).isEqualTo("" + i);
        assertThat(copies).containsEntry("k", "" + i);
      }
      writer.psetex("k", 20, "short");
      assertThat(gone.poll(10, TimeUnit.SECONDS)).isEqualTo("k");
      assertThat(read(frontend)).isIn("short", null);
      RedisCommands<String, String> commands = connection.sync();
      assertThat(commands.clientInfo()).contains("flags=t");
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    }
  }

  private static String read(CacheFrontend<String, String> frontend) {
    return frontend.get("k");
  }

  /** Jedis asks for Redis 7.4 or later, unless its cache says that it gets along. */
  private static final class Copies extends DefaultCache {
    Copies() {
      super(100, DefaultCacheable.INSTANCE, new LRUEviction(100));
    }

    @Override
    public boolean compatibilityMode() {
      return true;
    }
  }

  @Test
  void jedisForgetsWhatHasChanged() {
    Copies copies = new Copies();
    DefaultJedisClientConfig config =
        DefaultJedisClientConfig.builder().protocol(RedisProtocol.RESP3).build();
    try (RedisClient client =
        RedisClient.builder()
            .hostAndPort(new HostAndPort("127.0.0.1", cache.port()))
            .clientConfig(config)
            .cache(copies)
            .build()) {
      for (int i = 0; i < 200; i++) {
        String value = "" + i;
        writer.set("j", value);
        while (!value.equals(client.get("j"))) { // The message is on its way.
          Thread.onSpinWait();
        }
        assertThat(copies.getSize()).isEqualTo(1);
        assertThat(client.get("j")).isEqualTo(value);
      }
      assertThat(copies.getStats().getHitCount()).isGreaterThanOrEqualTo(200);
      assertThat(copies.getStats().getInvalidationCount()).isEqualTo(199);
      writer.flushAll();
      while (client.get("j") != null) {
        Thread.onSpinWait();
      }
    }
  }
}
