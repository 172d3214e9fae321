package dev.trimaran.cache.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What listeners of a cache in the process are told. */
final class CacheListenTest {

  private final BlockingQueue<CacheEvent<String, String>> told = new LinkedBlockingQueue<>();

  private CacheEvent<String, String> next() throws InterruptedException {
    CacheEvent<String, String> event = told.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  @Test
  void changesAreToldInTheirOrder() throws Exception {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings())) {
      Cache.Subscription subscription = cache.listen(told::add);
      cache.put("k", "v");
      cache.put("k", "w", Duration.ofMillis(20));
      assertThat(next()).isEqualTo(new CacheEvent.Created<>("k", Optional.of("v")));
      assertThat(next()).isEqualTo(new CacheEvent.Updated<>("k", Optional.of("w")));
      assertThat(next()).isEqualTo(new CacheEvent.Expired<>("k"));
      cache.getOrLoad("l", key -> "loaded");
      cache.remove("l");
      cache.clear();
      assertThat(next()).isEqualTo(new CacheEvent.Created<>("l", Optional.of("loaded")));
      assertThat(next()).isEqualTo(new CacheEvent.Removed<>("l"));
      assertThat(next()).isEqualTo(new CacheEvent.Cleared<>());
      subscription.close();
      cache.put("m", "v");
      cache.listen(told::add);
      cache.put("n", "v");
      assertThat(next()).isEqualTo(new CacheEvent.Created<>("n", Optional.of("v")));
    }
  }

  @Test
  void aListenerMayCallTheCacheAndMayFail() throws Exception {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings())) {
      cache.listen(event -> {
        throw new IllegalArgumentException("a listener that fails, as it should in this test");
      });
      cache.listen(event -> {
        if (event instanceof CacheEvent.Created<String, String>(String key, Optional<String> _)
            && !key.startsWith("copy of ")) {
          cache.put("copy of " + key, Thread.currentThread().getName());
        }
        told.add(event);
      });
      cache.put("k", "v");
      next();
      assertThat(next())
          .isEqualTo(new CacheEvent.Created<>("copy of k", Optional.of("cache-events")));
    }
  }

  @Test
  void whatASlowListenerMissesIsCounted() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings().withEventQueue(10))) {
      CountDownLatch begun = new CountDownLatch(1);
      cache.listen(event -> {
        begun.countDown();
        await(go);
        told.add(event);
      });
      cache.put("first", "v");
      begun.await();
      for (int i = 0; i < 100; i++) {
        cache.put("k" + i, "v");
      }
      go.countDown();
      for (int i = 0; i < 11; i++) {
        assertThat(next()).isInstanceOf(CacheEvent.Created.class);
      }
      cache.put("last", "v");
      assertThat(next()).isEqualTo(new CacheEvent.Lost<>(90));
      assertThat(next()).isEqualTo(new CacheEvent.Created<>("last", Optional.of("v")));
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
  void evictionsAreTold() throws IOException {
    List<CacheEvent<String, byte[]>> evicted = Collections.synchronizedList(new ArrayList<>());
    CacheSettings<String, byte[]> settings =
        CacheSettings.of(Codec.strings(), Codec.bytes()).withMaxBytes(4L << 20);
    try (Cache<String, byte[]> cache = Cache.start(settings)) {
      cache.listen(event -> {
        if (event instanceof CacheEvent.Evicted<String, byte[]>) {
          evicted.add(event);
        }
      });
      for (int i = 0; i < 8000; i++) {
        cache.put("key " + i, new byte[1000]);
      }
    }
    assertThat(evicted).hasSizeGreaterThan(3000);
  }
}
