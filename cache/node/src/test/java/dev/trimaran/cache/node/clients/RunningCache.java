package dev.trimaran.cache.node.clients;

import dev.trimaran.base.port.Disk;
import dev.trimaran.cache.node.CacheNode;
import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.io.SystemClock;
import dev.trimaran.io.SystemRandomness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A cache on a free port of loopback, which keeps nothing. */
public final class RunningCache implements AutoCloseable {

  private final CacheNode node;

  private RunningCache(CacheNode node) {
    this.node = node;
  }

  public static RunningCache start() throws IOException {
    return start(Optional.empty());
  }

  public static RunningCache start(Optional<String> password) throws IOException {
    return new RunningCache(
        CacheNode.start(
            config(password),
            new CacheNode.Outside(new SystemClock(), new SystemRandomness(), null)));
  }

  public static RunningCache start(Optional<String> password, Optional<CacheConfig.Tls> tls)
      throws IOException {
    return new RunningCache(
        CacheNode.start(
            config(password, tls),
            new CacheNode.Outside(new SystemClock(), new SystemRandomness(), null)));
  }

  /** On a disk, whose owner closes it after the cache. */
  public static RunningCache start(Disk disk, CacheConfig.Durability durability)
      throws IOException {
    CacheConfig usual = config(Optional.empty());
    return new RunningCache(
        CacheNode.start(
            new CacheConfig(usual.listeners(), usual.memory(), durability, Optional.empty(), ""),
            new CacheNode.Outside(new SystemClock(), new SystemRandomness(), disk)));
  }

  public static CacheConfig config(Optional<String> password) {
    return config(password, Optional.empty());
  }

  private static CacheConfig config(Optional<String> password, Optional<CacheConfig.Tls> tls) {
    return new CacheConfig(
        new CacheConfig.Listeners(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            "auto",
            tls,
            1000,
            0),
        new CacheConfig.Memory(64L * 1024 * 1024, "noeviction", 16),
        CacheConfig.Durability.NONE,
        password,
        "");
  }

  public CacheNode node() {
    return node;
  }

  public InetSocketAddress address() {
    return node.addresses().getFirst();
  }

  public int port() {
    return address().getPort();
  }

  @Override
  public void close() {
    node.close();
  }
}
