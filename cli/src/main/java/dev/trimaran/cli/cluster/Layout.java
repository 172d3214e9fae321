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
 * @param eventsPort of the event store on node 1, node {@code i} adds {@code 10 (i - 1)}; 0 for
 *     none
 */
record Layout(int nodes, String host, int portBase, int cachePort, int eventsPort) {

  static final int MOST_NODES = 9;
  static final int STRIDE = 10;
  static final int DEFAULT_PORT_BASE = 2379;

  /** From the client port of node 1 to the cache's: 6379 by default. */
  private static final int CACHE_DISTANCE = 4000;

  /** From the port of the event store on node 1 to its client port: 2113 by default. */
  private static final int EVENTS_DISTANCE = 266;

  Layout {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw usage("--nodes is " + nodes + ", but a local cluster has 1 to 9", "--nodes 3");
    }
    int lastEvents = eventsPort + STRIDE * (nodes - 1);
    if (eventsPort < 0 || lastEvents > 65_535) {
      throw usage(
          "--events-port " + eventsPort + " needs the ports up to " + lastEvents,
          "choose an --events-port between 1 and " + (65_535 - STRIDE * (nodes - 1)));
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

  /** The port of the event store on node 1 where none is chosen. */
  static int eventsPort(int portBase) {
    return portBase > EVENTS_DISTANCE ? portBase - EVENTS_DISTANCE : portBase + EVENTS_DISTANCE;
  }

  private static CliError usage(String message, String hint) {
    return new CliError(ExitCode.USAGE, "USAGE", message, hint);
  }

  List<Member> members() {
    return IntStream.rangeClosed(1, nodes).mapToObj(this::member).toList();
  }

  private Member member(int number) {
    int client = portBase + STRIDE * (number - 1);
    int events = eventsPort == 0 ? 0 : eventsPort + STRIDE * (number - 1);
    return new Member("n" + number, host, client, client + 1, number == 1 ? cachePort : 0, events);
  }

  /**
   * One node's place.
   *
   * @param name n1, n2, ...
   * @param cachePort 0 where it serves no cache
   * @param eventsPort 0 where it serves no events
   */
  record Member(
      String name, String host, int clientPort, int peerPort, int cachePort, int eventsPort) {

    String client() {
      return at(clientPort);
    }

    /** Where Redis clients connect to; empty where it serves no cache. */
    String cache() {
      return cachePort == 0 ? "" : at(cachePort);
    }

    /** Where clients of the event store connect to; empty where it serves none. */
    String events() {
      return eventsPort == 0 ? "" : at(eventsPort);
    }

    String peer() {
      return at(peerPort);
    }

    private String at(int port) {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }
}
