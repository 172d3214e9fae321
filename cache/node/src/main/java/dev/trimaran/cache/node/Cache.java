package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.execution.Inside;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A cache in this process: a whole node, with a typed API in place of a socket, and with a socket
 * too where one is asked for; both see the same data. Safe for any number of threads; each call
 * waits for the node's loop.
 *
 * <pre>{@code
 * try (Cache<String> cache = Cache.start(CacheSettings.ofStrings())) {
 *   cache.put("k", "v", Duration.ofMinutes(5));
 *   String value = cache.get("answer", key -> expensiveAnswer(key));
 * }
 * }</pre>
 */
public final class Cache<V> implements AutoCloseable {

  private static final Clock SYSTEM =
      new Clock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
          return System.currentTimeMillis();
        }
      };

  private final Codec<V> codec;
  private final CacheNode node;
  private final Inside inside;
  private final ConcurrentHashMap<String, CompletableFuture<V>> loads = new ConcurrentHashMap<>();

  private Cache(Codec<V> codec, CacheNode node) {
    this.codec = codec;
    this.node = node;
    this.inside = node.inside();
  }

  /**
   * Starts a cache.
   *
   * @throws IOException when its port or its files cannot be had
   */
  public static <V> Cache<V> start(CacheSettings<V> settings) throws IOException {
    CacheNode node =
        CacheNode.start(
            settings.config(),
            new CacheNode.Outside(
                SYSTEM,
                new SeededRandomness(new SecureRandom().nextLong()),
                settings.disk().orElse(null)));
    return new Cache<>(settings.codec(), node);
  }

  /** The value of a key, if it has one. */
  public Optional<V> get(String key) {
    return value(ask("GET", key));
  }

  /**
   * The value of a key. Where there is none, {@code loader} gives one, which is stored without a
   * deadline; of all threads that miss a key at once one runs the loader, the others wait for it.
   * What it throws is thrown to all of them, and nothing is stored.
   */
  public V get(String key, Function<String, V> loader) {
    return load(key, loader, Optional.empty());
  }

  /** As {@link #get(String, Function)}; what is loaded lives for {@code ttl}. */
  public V get(String key, Duration ttl, Function<String, V> loader) {
    return load(key, loader, Optional.of(ttl));
  }

  private V load(String key, Function<String, V> loader, Optional<Duration> ttl) {
    Optional<V> there = get(key);
    if (there.isPresent()) {
      return there.get();
    }
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> running = loads.putIfAbsent(key, mine);
    if (running != null) {
      return joined(running);
    }
    try {
      // Another may have loaded it between the look and the claim.
      Optional<V> loaded = get(key);
      V value = loaded.isPresent() ? loaded.get() : loader.apply(key);
      if (loaded.isEmpty()) {
        store(key, value, ttl);
      }
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      loads.remove(key, mine);
    }
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  /** Stores a value without a deadline. */
  public void put(String key, V value) {
    store(key, value, Optional.empty());
  }

  /** Stores a value for a time. */
  public void put(String key, V value, Duration ttl) {
    store(key, value, Optional.of(ttl));
  }

  private void store(String key, V value, Optional<Duration> ttl) {
    Replies.simple(joined(inside.ask(set(key, value, ttl))));
  }

  private Arguments set(String key, V value, Optional<Duration> ttl) {
    List<byte[]> words =
        new ArrayList<>(
            List.of("SET".getBytes(US_ASCII), key.getBytes(UTF_8), codec.encode().apply(value)));
    ttl.ifPresent(time -> {
      words.add("PX".getBytes(US_ASCII));
      words.add(Long.toString(Math.max(1, time.toMillis())).getBytes(US_ASCII));
    });
    return Arguments.of(words.toArray(byte[][]::new));
  }

  /**
   * Gives a key another value, by a function of the one it has; empty for none, before and after.
   * The function is run again where somebody else, a client of a socket among them, was faster. The
   * key's deadline is gone afterwards.
   */
  public Optional<V> compute(String key, UnaryOperator<Optional<V>> change) {
    try (Inside alone = node.inside()) {
      while (true) {
        byte[] reply = joined(alone.ask(Arguments.of("WATCH", key), Arguments.of("GET", key)));
        Optional<V> next = change.apply(value(reply));
        Arguments write =
            next.map(value -> set(key, value, Optional.empty()))
                .orElseGet(() -> Arguments.of("DEL", key));
        byte[] done = joined(alone.ask(Arguments.of("MULTI"), write, Arguments.of("EXEC")));
        if (!Replies.isNull(done)) {
          return next;
        }
      }
    }
  }

  /** Removes a key; answers whether it was there. */
  public boolean remove(String key) {
    return Replies.integer(ask("DEL", key)) == 1;
  }

  /** Removes everything. */
  public void clear() {
    Replies.simple(ask("FLUSHALL"));
  }

  /** How many keys there are. */
  public long size() {
    return Replies.integer(ask("DBSIZE"));
  }

  /** Where Redis clients connect to; empty where no port was asked for. */
  public Optional<InetSocketAddress> address() {
    return node.addresses().stream().findFirst();
  }

  private byte[] ask(String... words) {
    return joined(inside.ask(Arguments.of(words)));
  }

  private Optional<V> value(byte[] reply) {
    return Replies.bulk(reply).map(codec.decode());
  }

  @Override
  public void close() {
    node.close();
  }
}
