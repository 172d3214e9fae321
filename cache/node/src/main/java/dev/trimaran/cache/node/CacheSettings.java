package dev.trimaran.cache.node;

import dev.trimaran.base.port.Disk;
import dev.trimaran.cache.node.model.CacheConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link Cache} in this process is to be.
 *
 * @param codec of its values
 * @param config of the node that holds them
 * @param disk where it keeps them, if anywhere
 */
public record CacheSettings<V>(Codec<V> codec, CacheConfig config, Optional<Disk> disk) {

  private static final int MANY_CLIENTS = 10_000;

  /** Without a limit, a port or a disk. */
  public static <V> CacheSettings<V> of(Codec<V> codec) {
    return new CacheSettings<>(
        codec,
        new CacheConfig(
            new CacheConfig.Listeners(List.of(), "auto", Optional.empty(), MANY_CLIENTS, 0),
            new CacheConfig.Memory(0, "allkeys-s3fifo", 1),
            CacheConfig.Durability.NONE,
            Optional.empty(),
            ""),
        Optional.empty());
  }

  /** Texts. */
  public static CacheSettings<String> ofStrings() {
    return of(Codec.strings());
  }

  /** With a limit in bytes; what is least likely to be asked for gives way. */
  public CacheSettings<V> withMaxBytes(long bytes) {
    CacheConfig.Memory memory =
        new CacheConfig.Memory(bytes, config.memory().policy(), config.memory().databases());
    return with(config.listeners(), memory, config.durability());
  }

  /** Serving Redis clients of this machine too; port 0 takes a free one. */
  public CacheSettings<V> withPort(int port) {
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
  public CacheSettings<V> withDisk(Disk keeper, CacheConfig.Durability durability) {
    return new CacheSettings<>(
        codec, with(config.listeners(), config.memory(), durability).config(), Optional.of(keeper));
  }

  private CacheSettings<V> with(
      CacheConfig.Listeners listeners,
      CacheConfig.Memory memory,
      CacheConfig.Durability durability) {
    return new CacheSettings<>(
        codec,
        new CacheConfig(listeners, memory, durability, config.password(), config.keyspaceEvents()),
        disk);
  }
}
