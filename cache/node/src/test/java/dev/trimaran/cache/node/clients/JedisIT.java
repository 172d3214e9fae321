package dev.trimaran.cache.node.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;

/** Jedis, which greets with {@code HELLO 3}, pooled and not. */
@Timeout(60)
final class JedisIT {

  private static RunningCache cache;
  private static RedisClient client;

  @BeforeAll
  static void start() throws IOException {
    cache = RunningCache.start();
    client = RedisClient.create("127.0.0.1", cache.port());
  }

  @AfterAll
  static void stop() {
    client.close();
    cache.close();
  }

  @BeforeEach
  void clean() {
    client.flushAll();
  }

  @Test
  void stringsWithDeadlines() {
    assertThat(client.set("k", "v", SetParams.setParams().px(60_000))).isEqualTo("OK");
    assertThat(client.get("k")).isEqualTo("v");
    assertThat(client.pttl("k")).isBetween(50_000L, 60_000L);
    assertThat(client.set("k", "w", SetParams.setParams().nx())).isNull();
    assertThat(client.incrBy("n", 41)).isEqualTo(41);
    assertThat(client.incr("n")).isEqualTo(42);
    assertThat(client.mget("k", "n", "none")).containsExactly("v", "42", null);
    assertThatThrownBy(() -> client.incr("k"))
        .isInstanceOf(JedisDataException.class)
        .hasMessage("ERR value is not an integer or out of range");
  }

  @Test
  void collections() {
    client.hset("h", Map.of("a", "1", "b", "2"));
    assertThat(client.hgetAll("h")).containsEntry("a", "1").hasSize(2);
    client.rpush("l", "x", "y", "z");
    assertThat(client.lrange("l", 0, -1)).containsExactly("x", "y", "z");
    client.sadd("s", "m", "m", "n");
    assertThat(client.smembers("s")).containsExactlyInAnyOrder("m", "n");
    client.zadd("z", Map.of("one", 1.0, "two", 2.5));
    assertThat(client.zscore("z", "two")).isEqualTo(2.5);
    assertThat(client.zrange("z", 0, -1)).containsExactly("one", "two");
    assertThatThrownBy(() -> client.get("h")).hasMessageStartingWith("WRONGTYPE");
  }

  @Test
  void aPipelineOfTenThousand() {
    List<Response<String>> replies = new ArrayList<>();
    try (Pipeline pipeline = client.pipelined()) {
      for (int i = 0; i < 5_000; i++) {
        pipeline.set("key:" + i, "value:" + i);
        replies.add(pipeline.get("key:" + i));
      }
      pipeline.sync();
    }
    for (int i = 0; i < 5_000; i++) {
      assertThat(replies.get(i).get()).isEqualTo("value:" + i);
    }
    assertThat(client.dbSize()).isEqualTo(5_000);
    ScanParams params = new ScanParams().match("key:1*").count(500);
    long found = 0;
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> result = client.scan(cursor, params);
      found += result.getResult().size();
      cursor = result.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    assertThat(found).isGreaterThanOrEqualTo(1_111);
  }

  @Test
  void transactions() {
    try (AbstractTransaction transaction = client.multi()) {
      Response<String> set = transaction.set("a", "1");
      Response<Long> incremented = transaction.incr("a");
      assertThat(transaction.exec()).hasSize(2);
      assertThat(set.get()).isEqualTo("OK");
      assertThat(incremented.get()).isEqualTo(2);
    }
  }

  @Test
  void blockingPopsWakeUp() throws Exception {
    try (Jedis waiting = new Jedis("127.0.0.1", cache.port())) {
      BlockingQueue<List<String>> popped = new LinkedBlockingQueue<>();
      Thread thread = Thread.startVirtualThread(() -> popped.add(waiting.blpop(10, "queue")));
      while (!client.info("clients").contains("blocked_clients:1")) {
        Thread.onSpinWait();
      }
      client.rpush("queue", "job");
      assertThat(popped.poll(10, TimeUnit.SECONDS)).containsExactly("queue", "job");
      thread.join();
    }
  }

  @Test
  void channels() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    JedisPubSub listener =
        new JedisPubSub() {
          @Override
          public void onSubscribe(String channel, int count) {
            heard.add("subscribed " + channel);
          }

          @Override
          public void onMessage(String channel, String message) {
            heard.add(channel + ": " + message);
          }
        };
    try (Jedis subscriber = new Jedis("127.0.0.1", cache.port())) {
      Thread thread = Thread.startVirtualThread(() -> subscriber.subscribe(listener, "news"));
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("subscribed news");
      assertThat(client.publish("news", "hello")).isEqualTo(1);
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("news: hello");
      listener.unsubscribe();
      thread.join();
    }
  }

  @Test
  void valuesOfAnyBytesAndSizes() {
    byte[] large = new byte[5_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    client.set("large".getBytes(UTF_8), large);
    assertThat(client.get("large".getBytes(UTF_8))).isEqualTo(large);
  }

  @Test
  void aPasswordIsAskedFor() throws IOException {
    try (RunningCache locked = RunningCache.start(Optional.of("secret"))) {
      try (Jedis stranger = new Jedis("127.0.0.1", locked.port())) {
        assertThatThrownBy(stranger::ping).hasMessageContaining("NOAUTH");
      }
      DefaultJedisClientConfig config =
          DefaultJedisClientConfig.builder().password("secret").build();
      try (Jedis known = new Jedis(new HostAndPort("127.0.0.1", locked.port()), config)) {
        assertThat(known.ping()).isEqualTo("PONG");
      }
    }
  }
}
