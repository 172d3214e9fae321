package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Clock;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.execution.Inside;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A cache in this process: a whole node, with a typed API in place of a socket, and with a socket
 * too where one is asked for; both see the same data, that of database 0. Safe for any number of
 * threads; each call waits for the node's loop.
 *
 * <pre>{@code
 * try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings())) {
 *   cache.put("k", "v", Duration.ofMinutes(5));
 *   String value = cache.getOrLoad("answer", key -> expensiveAnswer(key));
 * }
 * }</pre>
 *
 * <p>What the node refuses, such as a write beyond its limit, is thrown as an {@link
 * IllegalStateException} with Redis's text; so is every call after {@link #close}.
 */
public final class Cache<K, V> implements AutoCloseable {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
  private static final byte[] SET = ascii("SET");
  private static final byte[] GET = ascii("GET");
  private static final byte[] DEL = ascii("DEL");
  private static final byte[] PX = ascii("PX");
  private static final byte[] NX = ascii("NX");

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

  private final Codec<K> keys;
  private final Codec<V> values;
  private final CacheNode node;
  private final Inside inside;
  private final Flights<V> flights;
  private final Announcer<K, V> announcer;

  private Cache(CacheSettings<K, V> settings, CacheNode node) {
    keys = settings.keys();
    values = settings.values();
    this.node = node;
    inside = node.inside();
    flights = new Flights<>(node, inside, values, settings.loading());
    announcer = new Announcer<>(keys, values, settings.eventQueue());
  }

  private static byte[] ascii(String word) {
    return word.getBytes(US_ASCII);
  }

  /**
   * Starts a cache.
   *
   * @throws IOException when its port or its files cannot be had
   */
  public static <K, V> Cache<K, V> start(CacheSettings<K, V> settings) throws IOException {
    CacheNode node =
        CacheNode.start(
            settings.config(),
            new CacheNode.Outside(
                SYSTEM,
                new SeededRandomness(new SecureRandom().nextLong()),
                settings.disk().orElse(null)));
    return new Cache<>(settings, node);
  }

  // One key.

  /** The value of a key, if it has one. */
  public Optional<V> get(K key) {
    return value(ask(GET, keys.encode(key)));
  }

  /**
   * The value of a key. Where there is none, {@code loader} gives one, never null, which is stored
   * without a deadline. Of all that miss a key at once, threads of this process and clients of
   * sockets that ask by {@code GETLEASE}, one loads it, the others wait for it; what the loader
   * throws is thrown to all threads of this process, and nothing is stored. Nor is a value stored
   * that was loaded while somebody changed or removed the key.
   */
  public V getOrLoad(K key, Function<? super K, ? extends V> loader) {
    return load(key, Optional.empty(), loader);
  }

  /** As {@link #getOrLoad(Object, Function)}; what is loaded lives for {@code ttl}. */
  public V getOrLoad(K key, Duration ttl, Function<? super K, ? extends V> loader) {
    return load(key, Optional.of(ttl), loader);
  }

  /**
   * As {@link #getOrLoad(Object, Duration, Function)}, with a value that is fresh for a while and
   * told for longer: from {@code fresh} on until {@code ttl} it is answered at once, and one of all
   * that ask has it loaded anew, on a thread of its own. A load that fails there is logged; the
   * next that asks has it tried again.
   *
   * @param fresh shorter than {@code ttl}
   */
  public V getOrRefresh(
      K key, Duration fresh, Duration ttl, Function<? super K, ? extends V> loader) {
    Checks.argument(fresh.compareTo(ttl) < 0, "fresh for less than all its life: " + fresh);
    return flights.refreshing(keys.encode(key), Lifetime.of(fresh, ttl), () -> loader.apply(key));
  }

  private V load(K key, Optional<Duration> ttl, Function<? super K, ? extends V> loader) {
    Lifetime lifetime = new Lifetime(ttl, Optional.empty());
    return flights.load(keys.encode(key), lifetime, () -> loader.apply(key));
  }

  /** Stores a value without a deadline. */
  public void put(K key, V value) {
    Replies.simple(ask(set(key, value, Optional.empty(), false)));
  }

  /** Stores a value for a time. */
  public void put(K key, V value, Duration ttl) {
    Replies.simple(ask(set(key, value, Optional.of(ttl), false)));
  }

  /** Stores a value without a deadline where there is none; answers whether it did. */
  public boolean putIfAbsent(K key, V value) {
    return !Replies.isNull(ask(set(key, value, Optional.empty(), true)));
  }

  /** Stores a value for a time where there is none; answers whether it did. */
  public boolean putIfAbsent(K key, V value, Duration ttl) {
    return !Replies.isNull(ask(set(key, value, Optional.of(ttl), true)));
  }

  private Arguments set(K key, V value, Optional<Duration> ttl, boolean ifAbsent) {
    List<byte[]> words = new ArrayList<>(List.of(SET, keys.encode(key), values.encode(value)));
    ttl.ifPresent(time -> words.addAll(List.of(PX, Times.ms(time))));
    if (ifAbsent) {
      words.add(NX);
    }
    return Arguments.of(words.toArray(byte[][]::new));
  }

  /**
   * Gives a key another value, by a function of the one it has; empty for none, before and after.
   * The function is run again where somebody else, a client of a socket among them, was faster. The
   * key's deadline is gone afterwards.
   */
  public Optional<V> compute(K key, UnaryOperator<Optional<V>> change) {
    return compute(key, Optional.empty(), change);
  }

  /** As {@link #compute(Object, UnaryOperator)}; the new value lives for {@code ttl}. */
  public Optional<V> compute(K key, Duration ttl, UnaryOperator<Optional<V>> change) {
    return compute(key, Optional.of(ttl), change);
  }

  private Optional<V> compute(K key, Optional<Duration> ttl, UnaryOperator<Optional<V>> change) {
    byte[] name = keys.encode(key);
    try (Inside alone = node.inside()) {
      while (true) {
        Arguments watch = Arguments.of(ascii("WATCH"), name);
        Optional<V> next =
            change.apply(value(Futures.joined(alone.ask(watch, Arguments.of(GET, name)))));
        Arguments write =
            next.map(value -> set(key, value, ttl, false)).orElseGet(() -> Arguments.of(DEL, name));
        byte[] done =
            Futures.joined(
                alone.ask(Arguments.of(ascii("MULTI")), write, Arguments.of(ascii("EXEC"))));
        if (!Replies.isNull(done)) {
          return next;
        }
      }
    }
  }

  /** Removes a key; answers whether it was there. */
  public boolean remove(K key) {
    return Replies.integer(ask(DEL, keys.encode(key))) == 1;
  }

  /** Whether a key has a value, of whatever type. */
  public boolean contains(K key) {
    return Replies.integer(ask(ascii("EXISTS"), keys.encode(key))) == 1;
  }

  /** Lets a key live for that time from now on; answers whether it is there. */
  public boolean expire(K key, Duration ttl) {
    return Replies.integer(ask(ascii("PEXPIRE"), keys.encode(key), Times.ms(ttl))) == 1;
  }

  /** The time that a key has left; empty where it has no deadline, or is not there. */
  public Optional<Duration> timeToLive(K key) {
    long ms = Replies.integer(ask(ascii("PTTL"), keys.encode(key)));
    return ms < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(ms));
  }

  // Several keys.

  /** The values of those keys that have one, all of one moment, in the order of the keys. */
  public Map<K, V> getAll(Collection<? extends K> all) {
    Map<K, V> found = new LinkedHashMap<>();
    if (all.isEmpty()) {
      return found;
    }
    List<byte[]> words = new ArrayList<>(List.of(ascii("MGET")));
    all.forEach(key -> words.add(keys.encode(key)));
    int at = 0;
    List<Optional<byte[]>> told = Replies.bulks(ask(words.toArray(byte[][]::new)));
    for (K key : all) {
      told.get(at++).ifPresent(bytes -> found.put(key, values.decode(bytes)));
    }
    return found;
  }

  /** Stores all, without deadlines, at one moment. */
  public void putAll(Map<? extends K, ? extends V> all) {
    if (all.isEmpty()) {
      return;
    }
    List<byte[]> words = new ArrayList<>(List.of(ascii("MSET")));
    all.forEach((key, value) -> {
      words.add(keys.encode(key));
      words.add(values.encode(value));
    });
    Replies.simple(ask(words.toArray(byte[][]::new)));
  }

  /** Stores all for a time, at one moment. */
  public void putAll(Map<? extends K, ? extends V> all, Duration ttl) {
    List<Arguments> requests = new ArrayList<>(List.of(Arguments.of(ascii("MULTI"))));
    all.forEach((key, value) -> requests.add(set(key, value, Optional.of(ttl), false)));
    requests.add(Arguments.of(ascii("EXEC")));
    try (Inside alone = node.inside()) {
      Replies.isNull(Futures.joined(alone.ask(requests.toArray(Arguments[]::new))));
    }
  }

  /** Removes everything. */
  public void clear() {
    Replies.simple(ask(ascii("FLUSHDB")));
  }

  /** How many keys there are. */
  public long size() {
    return Replies.integer(ask(ascii("DBSIZE")));
  }

  // All.

  /**
   * Has a listener told of every change from now on, whoever made it, in the order of the changes,
   * on one thread that all listeners share and that is never the node's. A listener may call the
   * cache. Where listeners are too slow for the queue ({@link CacheSettings#eventQueue}), events
   * are dropped and their number is told in their place: {@link CacheEvent.Lost}.
   *
   * @return closes by itself to end it; events that wait are not told then
   */
  public Subscription listen(Consumer<CacheEvent<K, V>> listener) {
    announcer.add(listener);
    node.listen(announcer);
    return () -> announcer.remove(listener);
  }

  /** Ends what a listener is told. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Where Redis clients connect to; empty where no port was asked for. */
  public Optional<InetSocketAddress> address() {
    return node.addresses().stream().findFirst();
  }

  private byte[] ask(byte[]... words) {
    return ask(Arguments.of(words));
  }

  private byte[] ask(Arguments request) {
    return Futures.joined(inside.ask(request));
  }

  private Optional<V> value(byte[] reply) {
    return Replies.bulk(reply).map(values::decode);
  }

  /**
   * Stops the node, makes durable what is to be, and tells listeners what waits for them, for 5 s
   * at most. Threads that wait for the cache fail.
   */
  @Override
  public void close() {
    node.close();
    announcer.close(LONGEST_CLOSE);
  }
}
