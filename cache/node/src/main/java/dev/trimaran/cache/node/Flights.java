package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.execution.Inside;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads values of keys that are missed, each once: threads of this process join the one that loads,
 * and that one holds the key's lease, which clients of sockets respect too. What was removed or
 * changed while it was being loaded is not stored; only the one that loaded it has it then, for it
 * asked before the change; those that joined may have asked later, and ask again.
 */
final class Flights<V> {

  private static final byte[] SETLEASE = "SETLEASE".getBytes(US_ASCII);
  private static final byte[] DELLEASE = "DELLEASE".getBytes(US_ASCII);

  /** The key has a value; or this one is to load it, with a token. */
  private record Ticket(byte @Nullable [] value, byte @Nullable [] token) {}

  private final CacheNode node;
  private final Codec<V> codec;
  private final Duration lease;
  private final ConcurrentHashMap<ByteBuffer, CompletableFuture<Optional<V>>> flights =
      new ConcurrentHashMap<>();

  Flights(CacheNode node, Codec<V> codec, Duration lease) {
    this.node = node;
    this.codec = codec;
    this.lease = lease;
  }

  /** The value of a key that had none a moment ago. */
  V load(byte[] key, Optional<Duration> ttl, Supplier<V> loader) {
    while (true) {
      CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
      CompletableFuture<Optional<V>> running = flights.putIfAbsent(ByteBuffer.wrap(key), mine);
      if (running == null) {
        return lead(key, ttl, loader, mine);
      }
      Optional<V> joined = Futures.joined(running);
      if (joined.isPresent()) {
        return joined.get();
      }
    }
  }

  private V lead(
      byte[] key, Optional<Duration> ttl, Supplier<V> loader, CompletableFuture<Optional<V>> mine) {
    try (Inside alone = node.inside()) {
      Ticket ticket = ticket(alone, key);
      if (ticket.token() == null) {
        V value = codec.decode(Objects.requireNonNull(ticket.value()));
        land(key, mine);
        mine.complete(Optional.of(value));
        return value;
      }
      Optional<V> loaded = Optional.empty();
      try {
        V value = Objects.requireNonNull(loader.get(), "a loader gives a value, never null");
        // From here on who misses asks for the lease, so nobody joins after a change unseen.
        land(key, mine);
        boolean stored = store(alone, key, ticket.token(), value, ttl);
        loaded = Optional.of(value);
        mine.complete(stored ? loaded : Optional.empty());
        return value;
      } finally {
        if (loaded.isEmpty()) {
          alone.ask(Arguments.of(DELLEASE, key, ticket.token()));
        }
      }
    } catch (RuntimeException | Error e) {
      land(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private void land(byte[] key, CompletableFuture<Optional<V>> mine) {
    flights.remove(ByteBuffer.wrap(key), mine);
  }

  private Ticket ticket(Inside alone, byte[] key) {
    Arguments ask =
        Arguments.of(
            "GETLEASE".getBytes(US_ASCII),
            key,
            Long.toString(lease.toMillis()).getBytes(US_ASCII),
            "WAIT".getBytes(US_ASCII),
            "0".getBytes(US_ASCII));
    List<Optional<byte[]>> told = Replies.bulks(Futures.joined(alone.ask(ask)));
    return new Ticket(told.get(1).orElse(null), told.get(2).orElse(null));
  }

  private boolean store(Inside alone, byte[] key, byte[] token, V value, Optional<Duration> ttl) {
    byte[] bytes = codec.encode(value);
    Arguments request =
        ttl.map(time ->
                Arguments.of(SETLEASE, key, token, bytes, "PX".getBytes(US_ASCII), Times.ms(time)))
            .orElseGet(() -> Arguments.of(SETLEASE, key, token, bytes));
    return Replies.integer(Futures.joined(alone.ask(request))) == 1;
  }
}
