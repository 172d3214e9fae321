package dev.trimaran.cache.node.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lettuce, which pipelines on one connection, over RESP3. */
@Timeout(60)
final class LettuceIT {

  private static RunningCache cache;
  private static RedisClient client;

  @BeforeAll
  static void start() throws IOException {
    cache = RunningCache.start();
    client = RedisClient.create("redis://127.0.0.1:" + cache.port());
  }

  @AfterAll
  static void stop() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    cache.close();
  }

  @Test
  void commandsOfAllTypes() {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> commands = connection.sync();
      assertThat(commands.set("k", "v", SetArgs.Builder.ex(100))).isEqualTo("OK");
      assertThat(commands.ttl("k")).isBetween(90L, 100L);
      commands.hset("h", "f", "1");
      assertThat(commands.hincrby("h", "f", 4)).isEqualTo(5);
      assertThat(commands.hgetall("h")).containsEntry("f", "5");
      commands.rpush("l", "a", "b");
      assertThat(commands.lpop("l")).isEqualTo("a");
      commands.zadd("z", 1.5, "m");
      assertThat(commands.zrangeWithScores("z", 0, -1).getFirst().getScore()).isEqualTo(1.5);
      assertThat(commands.mget("k", "none").get(1)).isEqualTo(KeyValue.empty("none"));
      assertThat(commands.clientInfo()).contains("db=0").contains("cmd=client");
    }
  }

  @Test
  void thousandsInFlight() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisAsyncCommands<String, String> commands = connection.async();
      List<RedisFuture<Long>> futures = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        futures.add(commands.incr("counter"));
      }
      for (int i = 0; i < 10_000; i++) {
        assertThat(futures.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i + 1L);
      }
    }
  }

  @Test
  void transactionsAndChannels() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect();
        StatefulRedisPubSubConnection<String, String> listening = client.connectPubSub()) {
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      listening.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              heard.add(channel + ": " + message);
            }
          });
      listening.sync().subscribe("news");
      RedisCommands<String, String> commands = connection.sync();
      commands.multi();
      commands.set("t", "1");
      commands.publish("news", "hello");
      TransactionResult result = commands.exec();
      assertThat(result.size()).isEqualTo(2);
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("news: hello");
    }
  }
}
