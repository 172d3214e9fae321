package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.execution.Inside;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads values of keys that are missed, each once: threads of this process join the one that loads,
 * and that one holds the key's lease, which clients of sockets respect too. What was removed or
 * changed while it was being loaded is not stored; only the one that loaded it has it then, for it
 * asked before the change; those that joined may have asked later, and ask again.
 */
final class Flights<V> {

  private static final Logger LOG = LoggerFactory.getLogger(Flights.class);
  private static final byte[] GETLEASE = "GETLEASE".getBytes(US_ASCII);
  private static final byte[] SETLEASE = "SETLEASE".getBytes(US_ASCII);
  private static final byte[] DELLEASE = "DELLEASE".getBytes(US_ASCII);
  private static final byte[] WAIT = "WAIT".getBytes(US_ASCII);
  private static final byte[] FOR_EVER = "0".getBytes(US_ASCII);

  /** What a key has; who is given a token is to load it. */
  private record Ticket(byte @Nullable [] value, byte @Nullable [] token) {}

  /** What was loaded, and whether it was stored. */
  private record Loaded<V>(V value, boolean stored) {}

  private final CacheNode node;
  private final Inside shared;
  private final Codec<V> codec;
  private final byte[] leaseMs;
  private final ConcurrentHashMap<ByteBuffer, CompletableFuture<Optional<V>>> flights =
      new ConcurrentHashMap<>();

  /**
   * @param shared for requests that do not wait
   */
  Flights(CacheNode node, Inside shared, Codec<V> codec, Duration lease) {
    this.node = node;
    this.shared = shared;
    this.codec = codec;
    leaseMs = Times.ms(lease);
  }

  /** The value of a key, or of the loader where it has none. */
  V load(byte[] key, Lifetime lifetime, Supplier<V> loader) {
    while (true) {
      Optional<V> there = get(key);
      if (there.isPresent()) {
        return there.get();
      }
      CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
      CompletableFuture<Optional<V>> running = flights.putIfAbsent(ByteBuffer.wrap(key), mine);
      if (running == null) {
        return lead(key, lifetime, loader, mine);
      }
      Optional<V> joined = Futures.joined(running);
      if (joined.isPresent()) {
        return joined.get();
      }
    }
  }

  /** As {@link #load}; a value that is stale is told, and loaded anew meanwhile. */
  V refreshing(byte[] key, Lifetime lifetime, Supplier<V> loader) {
    Ticket ticket = ticket(Arguments.of(GETLEASE, key, leaseMs), shared);
    byte[] token = ticket.token();
    byte[] value = ticket.value();
    if (value != null) {
      if (token != null) {
        Thread.ofVirtual().name("cache-refresh").start(() -> refresh(key, token, lifetime, loader));
      }
      return codec.decode(value);
    }
    return token == null
        ? load(key, lifetime, loader)
        : fulfil(key, token, lifetime, loader, () -> {}).value();
  }

  private void refresh(byte[] key, byte[] token, Lifetime lifetime, Supplier<V> loader) {
    try {
      fulfil(key, token, lifetime, loader, () -> {});
    } catch (RuntimeException e) {
      LOG.warn("a stale value was not loaded anew; who asks next tries again", e);
    }
  }

  private Optional<V> get(byte[] key) {
    Arguments ask = Arguments.of("GET".getBytes(US_ASCII), key);
    return Replies.bulk(Futures.joined(shared.ask(ask))).map(codec::decode);
  }

  private V lead(
      byte[] key, Lifetime lifetime, Supplier<V> loader, CompletableFuture<Optional<V>> mine) {
    try (Inside alone = node.inside()) {
      Ticket ticket = ticket(Arguments.of(GETLEASE, key, leaseMs, WAIT, FOR_EVER), alone);
      if (ticket.token() == null) {
        // It was there already, and may have been changed since: those that joined look again.
        V value = codec.decode(Objects.requireNonNull(ticket.value()));
        land(key, mine);
        mine.complete(Optional.empty());
        return value;
      }
      // Once it is loaded, who misses asks for the lease: nobody joins after a change unseen.
      Loaded<V> loaded = fulfil(key, ticket.token(), lifetime, loader, () -> land(key, mine));
      mine.complete(loaded.stored() ? Optional.of(loaded.value()) : Optional.empty());
      return loaded.value();
    } catch (RuntimeException | Error e) {
      land(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private void land(byte[] key, CompletableFuture<Optional<V>> mine) {
    flights.remove(ByteBuffer.wrap(key), mine);
  }

  private static Ticket ticket(Arguments ask, Inside by) {
    List<Optional<byte[]>> told = Replies.bulks(Futures.joined(by.ask(ask)));
    return new Ticket(told.get(1).orElse(null), told.get(2).orElse(null));
  }

  /** Loads under a lease, which is given back where nothing comes of it. */
  private Loaded<V> fulfil(
      byte[] key, byte[] token, Lifetime lifetime, Supplier<V> loader, Runnable onLoaded) {
    boolean told = false;
    try {
      V value = Objects.requireNonNull(loader.get(), "a loader gives a value, never null");
      onLoaded.run();
      List<byte[]> words = new ArrayList<>(List.of(SETLEASE, key, token, codec.encode(value)));
      words.addAll(lifetime.options());
      Arguments request = Arguments.of(words.toArray(byte[][]::new));
      boolean stored = Replies.integer(Futures.joined(shared.ask(request))) == 1;
      told = true;
      return new Loaded<>(value, stored);
    } finally {
      if (!told) {
        shared.ask(Arguments.of(DELLEASE, key, token));
      }
    }
  }
}
