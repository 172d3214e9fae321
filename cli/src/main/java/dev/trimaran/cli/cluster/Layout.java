package dev.trimaran.cli.cluster;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shape of a local cluster: how many nodes, on which address, from which port on.
 *
 * @param nodes 1 to {@link #MOST_NODES}
 * @param host the address that all nodes listen on
 * @param portBase client port of node 1; its peers' port is the next one, and node {@code i} adds
 *     {@code 10 (i - 1)} to both
 * @param cachePort of the cache, which node 1 serves; 0 for none
 */
record Layout(int nodes, String host, int portBase, int cachePort) {

  static final int MOST_NODES = 9;
  static final int STRIDE = 10;
  static final int DEFAULT_PORT_BASE = 2379;

  /** From the client port of node 1 to the cache's: 6379 by default. */
  private static final int CACHE_DISTANCE = 4000;

  Layout {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw usage("--nodes is " + nodes + ", but a local cluster has 1 to 9", "--nodes 3");
    }
    int last = portBase + STRIDE * (nodes - 1) + 1;
    if (portBase < 1 || last > 65_535) {
      throw usage(
          "--port-base " + portBase + " needs the ports up to " + last + ", outside 1 to 65535",
          "choose a --port-base between 1 and " + (65_535 - STRIDE * (nodes - 1) - 1));
    }
  }

  /** The port of the cache where none is chosen. */
  static int cachePort(int portBase) {
    int port = portBase + CACHE_DISTANCE;
    return port <= 65_535 ? port : portBase + 2;
  }

  private static CliError usage(String message, String hint) {
    return new CliError(ExitCode.USAGE, "USAGE", message, hint);
  }

  List<Member> members() {
    return IntStream.rangeClosed(1, nodes).mapToObj(this::member).toList();
  }

  private Member member(int number) {
    int client = portBase + STRIDE * (number - 1);
    return new Member("n" + number, host, client, client + 1, number == 1 ? cachePort : 0);
  }

  /**
   * One node's place.
   *
   * @param name n1, n2, ...
   * @param cachePort 0 where it serves no cache
   */
  record Member(String name, String host, int clientPort, int peerPort, int cachePort) {

    String client() {
      return at(clientPort);
    }

    /** Where Redis clients connect to; empty where it serves no cache. */
    String cache() {
      return cachePort == 0 ? "" : at(cachePort);
    }

    String peer() {
      return at(peerPort);
    }

    private String at(int port) {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }
}
