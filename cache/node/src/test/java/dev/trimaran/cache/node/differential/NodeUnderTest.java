package dev.trimaran.cache.node.differential;

import dev.trimaran.cache.node.CacheNode;
import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.io.SystemClock;
import dev.trimaran.io.SystemRandomness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Our node in this process, without files, as Redis is configured beside it. */
public final class NodeUnderTest implements AutoCloseable {

  private final CacheNode node;

  private NodeUnderTest(CacheNode node) {
    this.node = node;
  }

  /** On the given port of the loopback address, or a free one for 0. */
  static NodeUnderTest start(int port) throws IOException {
    return start(port, "no");
  }

  /** With {@code DEBUG} for some. */
  static NodeUnderTest start(int port, String debugCommand) throws IOException {
    CacheConfig config =
        new CacheConfig(
            new CacheConfig.Listeners(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                "auto",
                Optional.empty(),
                10_000,
                0),
            new CacheConfig.Memory(0, "noeviction", 16),
            CacheConfig.Durability.NONE,
            Optional.empty(),
            "",
            debugCommand);
    return new NodeUnderTest(
        CacheNode.start(
            config, new CacheNode.Outside(new SystemClock(), new SystemRandomness(), null)));
  }

  InetSocketAddress address() {
    return node.addresses().get(0);
  }

  /** How many clients are connected. */
  long clients() {
    return node.stats().clients();
  }

  @Override
  public void close() {
    node.close();
  }

  /** Runs a node alone, on the port that is the only argument, until it is ended. */
  public static void main(String[] args) throws IOException {
    try (NodeUnderTest node = start(Integer.parseInt(args[0]))) {
      node.node.stopped().join();
    }
  }
}
