package dev.trimaran.server.node;

import dev.trimaran.server.config.ServerConfig;
import java.io.IOException;
import java.util.List;

/** A key-value store and what it runs on. */
record RunningStore(RaftHost host, ServerNode node) implements AutoCloseable {

  static RunningStore start(ServerConfig config) throws IOException {
    RaftHost host = RaftHost.open(config);
    try {
      return new RunningStore(host, ServerNode.start(host, config, List.of()));
    } catch (IOException | RuntimeException e) {
      host.close();
      throw e;
    }
  }

  @Override
  public void close() {
    node.close();
    host.close();
  }
}
