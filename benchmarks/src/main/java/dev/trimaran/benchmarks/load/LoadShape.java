package dev.trimaran.benchmarks.load;

import java.util.List;

/**
 * Who asks whom.
 *
 * @param endpoints as {@code 127.0.0.1:port}; connections are spread over them in turn
 * @param connections TCP connections
 * @param clients calls in flight, spread evenly over the connections: at least one on each
 */
public record LoadShape(List<String> endpoints, int connections, int clients) {

  public LoadShape {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty() || connections < 1 || clients < connections) {
      throw new IllegalArgumentException(
          "a load needs an endpoint and at least one client for each connection, not "
              + clients
              + " on "
              + connections);
    }
  }

  /** Calls in flight on one connection. */
  int inFlight(int connection) {
    return clients / connections + (connection < clients % connections ? 1 : 0);
  }
}
