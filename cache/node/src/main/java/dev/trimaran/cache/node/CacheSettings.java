package dev.trimaran.cache.node;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Disk;
import dev.trimaran.cache.node.model.CacheConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link Cache} in this process is to be.
 *
 * @param keys the codec of its keys
 * @param values the codec of its values
 * @param config of the node that holds them
 * @param disk where it keeps them, if anywhere
 * @param loading how long one thread alone may load a key, one hour at most; one that takes longer
 *     may be joined by another, and what it has loaded is not stored
 * @param eventQueue how many events may wait for listeners before some are lost
 */
public record CacheSettings<K, V>(
    Codec<K> keys,
    Codec<V> values,
    CacheConfig config,
    Optional<Disk> disk,
    Duration loading,
    int eventQueue) {

  private static final Duration USUAL_LOADING = Duration.ofMinutes(1);
  private static final int USUAL_EVENT_QUEUE = 65_536;

  private static final int MANY_CLIENTS = 10_000;

  public CacheSettings {
    Checks.argument(
        loading.toMillis() >= 1 && loading.compareTo(Duration.ofHours(1)) <= 0,
        "loading takes 1 ms to 1 h, not " + loading);
    Checks.argument(eventQueue > 0, "a queue of events has room for one, not " + eventQueue);
  }

  /** Without a limit, a port or a disk. */
  public static <K, V> CacheSettings<K, V> of(Codec<K> keys, Codec<V> values) {
    return new CacheSettings<>(
        keys,
        values,
        new CacheConfig(
            new CacheConfig.Listeners(List.of(), "auto", Optional.empty(), MANY_CLIENTS, 0),
            new CacheConfig.Memory(0, "allkeys-s3fifo", 1),
            CacheConfig.Durability.NONE,
            Optional.empty(),
            ""),
        Optional.empty(),
        USUAL_LOADING,
        USUAL_EVENT_QUEUE);
  }

  /** Texts by texts. */
  public static CacheSettings<String, String> ofStrings() {
    return of(Codec.strings(), Codec.strings());
  }

  /** With a limit in bytes; what is least likely to be asked for gives way. */
  public CacheSettings<K, V> withMaxBytes(long bytes) {
    CacheConfig.Memory memory =
        new CacheConfig.Memory(bytes, config.memory().policy(), config.memory().databases());
    return with(config.listeners(), memory, config.durability());
  }

  /** Serving Redis clients of this machine too; port 0 takes a free one. */
  public CacheSettings<K, V> withPort(int port) {
    CacheConfig.Listeners listeners =
        new CacheConfig.Listeners(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
            config.listeners().transport(),
            config.listeners().tls(),
            config.listeners().maxClients(),
            config.listeners().idleSeconds());
    return with(listeners, config.memory(), config.durability());
  }

  /** Kept on a disk, whose owner closes it after the cache. */
  public CacheSettings<K, V> withDisk(Disk keeper, CacheConfig.Durability durability) {
    return new CacheSettings<>(
        keys,
        values,
        with(config.listeners(), config.memory(), durability).config(),
        Optional.of(keeper),
        loading,
        eventQueue);
  }

  /** With so much time for a load. */
  public CacheSettings<K, V> withLoading(Duration most) {
    return new CacheSettings<>(keys, values, config, disk, most, eventQueue);
  }

  /** With room for so many events. */
  public CacheSettings<K, V> withEventQueue(int events) {
    return new CacheSettings<>(keys, values, config, disk, loading, events);
  }

  private CacheSettings<K, V> with(
      CacheConfig.Listeners listeners,
      CacheConfig.Memory memory,
      CacheConfig.Durability durability) {
    return new CacheSettings<>(
        keys,
        values,
        new CacheConfig(
            listeners,
            memory,
            durability,
            config.password(),
            config.keyspaceEvents(),
            config.debugCommand()),
        disk,
        loading,
        eventQueue);
  }
}
