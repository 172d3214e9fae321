package dev.trimaran.chaos.process.cluster;

/**
 * A server's place on loopback.
 *
 * @param name n1, n2, ...
 */
public record Member(String name, int clientPort, int peerPort) {

  /** {@code host:port} of its client side. */
  public String endpoint() {
    return "127.0.0.1:" + clientPort;
  }

  String clientUrl() {
    return "http://127.0.0.1:" + clientPort;
  }

  String peerUrl() {
    return "http://127.0.0.1:" + peerPort;
  }
}
