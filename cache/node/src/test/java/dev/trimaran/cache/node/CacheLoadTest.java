package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.cache.node.model.CacheConfig.Durability;
import dev.trimaran.cache.node.model.SyncPolicy;
import dev.trimaran.io.disk.FileDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading, several keys at once and times to live of a cache in the process. */
final class CacheLoadTest {

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One client that writes lines. */
  private record Line(Socket socket, BufferedReader in) implements AutoCloseable {
    static Line to(InetSocketAddress address) throws IOException {
      Socket socket = new Socket(address.getAddress(), address.getPort());
      return new Line(
          socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
    }

    void send(String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
    }

    String ask(String line) throws IOException {
      send(line);
      return in.readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void aThreadWaitsForAClientThatLoads() throws Exception {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings().withPort(0));
        Line client = Line.to(cache.address().orElseThrow());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      client.ask("GETLEASE k 60000");
      for (int i = 0; i < 4; i++) {
        client.in().readLine();
      }
      String token = client.in().readLine();
      Future<String> answer =
          threads.submit(() ->
              cache.getOrLoad(
                  "k",
                  key -> {
                    throw new IllegalStateException("another loads it");
                  }));
      untilOneWaits(client);
      assertThat(client.ask("SETLEASE k " + token + " theirs")).isEqualTo(":1");
      assertThat(answer.get()).isEqualTo("theirs");
    }
  }

  @Test
  void whatIsRemovedWhileItIsLoadedIsNotStored() throws Exception {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch loading = new CountDownLatch(1);
      CountDownLatch removed = new CountDownLatch(1);
      AtomicInteger source = new AtomicInteger(1);
      Future<String> early =
          threads.submit(() ->
              cache.getOrLoad(
                  "k",
                  key -> {
                    int read = source.get();
                    loading.countDown();
                    await(removed);
                    return "v" + read;
                  }));
      loading.await();
      source.set(2);
      cache.remove("k");
      Future<String> late = threads.submit(() -> cache.getOrLoad("k", key -> "v" + source.get()));
      removed.countDown();
      assertThat(early.get()).isEqualTo("v1");
      assertThat(late.get()).isEqualTo("v2");
      assertThat(cache.get("k")).contains("v2");
    }
  }

  @Test
  void closingEndsTheWaiting() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Cache<String, String> cache = Cache.start(CacheSettings.ofStrings().withPort(0));
      Future<String> waiting;
      try (Line client = Line.to(cache.address().orElseThrow())) {
        client.ask("GETLEASE k 60000");
        waiting = threads.submit(() -> cache.getOrLoad("k", key -> "never"));
        untilOneWaits(client);
      }
      cache.close();
      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the cache is closed");
      assertThatThrownBy(() -> cache.get("k")).isInstanceOf(IllegalStateException.class);
    }
  }

  private static void untilOneWaits(Line client) throws IOException {
    boolean waits = false;
    while (!waits) {
      client.send("INFO clients");
      client.send("PING end");
      String line = client.in().readLine();
      while (!line.equals("end")) {
        waits |= line.equals("blocked_clients:1");
        line = client.in().readLine();
      }
    }
  }

  @Test
  void aStaleValueIsToldAndLoadedAnewOnce(@TempDir Path directory) throws Exception {
    Durability always = new Durability(true, SyncPolicy.ALWAYS, List.of());
    Duration life = Duration.ofMinutes(1);
    Duration fresh = Duration.ofMillis(300);
    try (FileDisk disk = FileDisk.open(directory, "test-cache");
        Cache<String, String> cache =
            Cache.start(CacheSettings.ofStrings().withDisk(disk, always))) {
      assertThat(cache.getOrRefresh("k", fresh, life, key -> "v")).isEqualTo("v");
      assertThat(cache.getOrRefresh("k", fresh, life, key -> "x")).isEqualTo("v");
    }
    long until = System.nanoTime() + fresh.toNanos();
    // What is on disk says when it becomes stale, too.
    try (FileDisk disk = FileDisk.open(directory, "test-cache");
        Cache<String, String> cache =
            Cache.start(CacheSettings.ofStrings().withDisk(disk, always))) {
      AtomicInteger loads = new AtomicInteger();
      CountDownLatch go = new CountDownLatch(1);
      CountDownLatch stored = new CountDownLatch(1);
      cache.listen(event -> stored.countDown());
      int after = 0;
      while (after < 100) {
        String told =
            cache.getOrRefresh(
                "k",
                life,
                life.plusSeconds(1),
                key -> {
                  loads.incrementAndGet();
                  await(go);
                  return "w";
                });
        assertThat(told).isEqualTo("v");
        after += System.nanoTime() > until ? 1 : 0;
      }
      go.countDown();
      stored.await();
      assertThat(cache.getOrRefresh("k", fresh, life, key -> "x")).isEqualTo("w");
      assertThat(loads).hasValue(1);
    }
  }

  @Test
  void severalKeysAtOnce() throws IOException {
    CacheSettings<Long, String> settings = CacheSettings.of(Codec.integers(), Codec.strings());
    try (Cache<Long, String> cache = Cache.start(settings)) {
      assertThat(cache.getAll(List.of())).isEmpty();
      cache.putAll(Map.of());
      cache.putAll(Map.of(1L, "one", 2L, "two"));
      cache.putAll(Map.of(3L, "three"), Duration.ofMinutes(1));
      assertThat(cache.getAll(List.of(3L, 4L, 1L)))
          .containsExactly(Map.entry(3L, "three"), Map.entry(1L, "one"));
      assertThat(cache.timeToLive(1L)).isEmpty();
      assertThat(cache.timeToLive(3L).orElseThrow())
          .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }
  }

  @Test
  void timesToLive() throws IOException {
    try (Cache<String, Long> cache =
        Cache.start(CacheSettings.of(Codec.strings(), Codec.integers()))) {
      assertThat(cache.putIfAbsent("n", 1L)).isTrue();
      assertThat(cache.putIfAbsent("n", 2L, Duration.ofSeconds(9))).isFalse();
      assertThat(cache.expire("n", Duration.ofMinutes(1))).isTrue();
      assertThat(cache.timeToLive("n")).isPresent();
      assertThat(cache.compute("n", Duration.ofHours(1), old -> old.map(n -> n + 1))).contains(2L);
      assertThat(cache.timeToLive("n").orElseThrow()).isGreaterThan(Duration.ofMinutes(2));
      assertThat(cache.expire("m", Duration.ofMinutes(1))).isFalse();
      assertThat(cache.contains("m")).isFalse();
      assertThat(cache.putIfAbsent("m", 2L, Duration.ofSeconds(9))).isTrue();
      assertThat(cache.contains("m")).isTrue();
      assertThatThrownBy(() -> cache.put("m", 1L, Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(cache.getOrLoad("l", Duration.ofMinutes(1), key -> 7L)).isEqualTo(7);
      assertThat(cache.timeToLive("l")).isPresent();
      assertThat(cache.compute("l", old -> Optional.empty())).isEmpty();
    }
  }
}
