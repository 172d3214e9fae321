package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.cache.node.model.CacheConfig.Durability;
import dev.trimaran.cache.node.model.SyncPolicy;
import dev.trimaran.io.disk.FileDisk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache inside a program, as the tutorial shows it. */
final class CacheTest {

  @Test
  void valuesComeAndGo() throws IOException {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings())) {
      assertThat(cache.get("k")).isEmpty();
      cache.put("k", "vä", Duration.ofMinutes(5));
      assertThat(cache.get("k")).contains("vä");
      assertThat(cache.size()).isEqualTo(1);
      assertThat(cache.remove("k")).isTrue();
      assertThat(cache.remove("k")).isFalse();
      cache.put("a", "1");
      cache.clear();
      assertThat(cache.size()).isZero();
    }
  }

  @Test
  void oneLoadServesAllThatMiss() throws Exception {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger loads = new AtomicInteger();
      CountDownLatch release = new CountDownLatch(1);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        answers.add(
            threads.submit(() ->
                cache.getOrLoad(
                    "answer",
                    key -> {
                      loads.incrementAndGet();
                      await(release);
                      return key + "!";
                    })));
      }
      release.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("answer!");
      }
      assertThat(loads).hasValue(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailedLoadStoresNothing() throws IOException {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings())) {
      assertThatThrownBy(() ->
              cache.getOrLoad(
                  "k",
                  key -> {
                    throw new IllegalArgumentException("no " + key);
                  }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no k");
      assertThat(cache.getOrLoad("k", key -> "now")).isEqualTo("now");
    }
  }

  @Test
  void noChangeIsLost() throws Exception {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(
            threads.submit(() ->
                cache.compute(
                    "n", old -> Optional.of("" + (old.map(Integer::parseInt).orElse(0) + 1)))));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(cache.get("n")).contains("100");
      assertThat(cache.compute("n", old -> Optional.empty())).isEmpty();
      assertThat(cache.get("n")).isEmpty();
    }
  }

  @Test
  void aPortServesTheSameData() throws IOException {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings().withPort(0))) {
      cache.put("k", "v");
      InetSocketAddress address = cache.address().orElseThrow();
      try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
        socket.getOutputStream().write("GET k\r\n".getBytes(UTF_8));
        assertThat(socket.getInputStream().readNBytes(7)).isEqualTo("$1\r\nv\r\n".getBytes(UTF_8));
      }
    }
  }

  @Test
  void aDiskKeepsIt(@TempDir Path directory) throws IOException {
    Durability always = new Durability(true, SyncPolicy.ALWAYS, List.of());
    for (int life = 0; life < 3; life++) {
      try (FileDisk disk = FileDisk.open(directory, "test-cache");
          Cache<String, String> cache =
              Cache.start(CacheSettings.ofStrings().withDisk(disk, always))) {
        assertThat(cache.size()).isEqualTo(life);
        cache.put("life " + life, "lived");
      }
    }
  }

  @Test
  void aLimitHolds() throws IOException {
    try (Cache<String, byte[]> cache =
        Cache.start(
            CacheSettings.of(Codec.strings(), Codec.bytes()).withMaxBytes(8L * 1024 * 1024))) {
      for (int i = 0; i < 20_000; i++) {
        cache.put("key " + i, new byte[1000]);
      }
      assertThat(cache.size()).isBetween(2_000L, 8_000L);
    }
  }
}
