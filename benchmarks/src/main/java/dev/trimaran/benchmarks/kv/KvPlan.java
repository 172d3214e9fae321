package dev.trimaran.benchmarks.kv;

import java.util.List;

/**
 * What to run.
 *
 * @param rounds each round runs every rival once, in turn
 * @param seconds window of measurement of each cell
 * @param warmUpSeconds load before the first range cell, and again before the first put cell
 * @param clients numbers of concurrent requests
 * @param nodes nodes of each cluster
 * @param keys size of the key space
 * @param valueBytes size of a value
 * @param target who is asked
 */
public record KvPlan(
    int rounds,
    int seconds,
    int warmUpSeconds,
    List<Integer> clients,
    int nodes,
    long keys,
    int valueBytes,
    Target target) {

  /** Which endpoints the connections go to. */
  public enum Target {
    /** The leader alone, as etcd's own benchmark does with --target-leader. */
    LEADER,
    /** All endpoints in turn. */
    ALL
  }

  public KvPlan {
    clients = List.copyOf(clients);
    if (rounds < 1 || seconds < 1 || nodes < 1 || clients.isEmpty()) {
      throw new IllegalArgumentException("rounds, seconds, nodes and clients are at least 1");
    }
    for (int count : clients) {
      if (count < 1 || count > 10_000) {
        throw new IllegalArgumentException("clients are 1 to 10000, not " + count);
      }
    }
  }

  /** TCP connections for that many requests in flight: 1 for 1, 10 for 100, 100 for 1,000. */
  static int connections(int clients) {
    return Math.max(1, Math.min(100, clients / 10));
  }
}
