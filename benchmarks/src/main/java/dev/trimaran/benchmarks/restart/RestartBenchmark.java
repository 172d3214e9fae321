package dev.trimaran.benchmarks.restart;

import dev.trimaran.benchmarks.cluster.Cluster;
import dev.trimaran.benchmarks.cluster.Rival;
import dev.trimaran.benchmarks.load.KeySpace;
import dev.trimaran.benchmarks.load.LoadGenerator;
import dev.trimaran.benchmarks.load.LoadResult;
import dev.trimaran.benchmarks.load.LoadShape;
import dev.trimaran.benchmarks.load.Puts;
import dev.trimaran.benchmarks.machine.Memory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Loads a cluster, restarts a follower, measures. */
public final class RestartBenchmark {

  private static final int CLIENTS = 1_000;
  private static final int CONNECTIONS = 100;
  private static final Duration LOAD_LIMIT = Duration.ofMinutes(30);

  private RestartBenchmark() {}

  /** Runs it for one rival. */
  public static RestartResult run(Rival rival, int nodes, long keys, int valueBytes)
      throws IOException, InterruptedException {
    try (Cluster cluster = Cluster.start(rival, nodes);
        LoadGenerator generator = new LoadGenerator()) {
      int leader = cluster.leader();
      int node = (leader + 1) % nodes;
      long empty = Memory.resident(cluster.pids().get(node));
      LoadResult load =
          generator.runCalls(
              Puts.inOrder(new KeySpace(keys), valueBytes),
              new LoadShape(List.of(cluster.endpoint(leader)), CONNECTIONS, CLIENTS),
              keys,
              LOAD_LIMIT);
      if (load.errors() > 0) {
        throw new IOException(
            load.errors()
                + " puts failed, the first: "
                + load.firstError()
                + "; logs and data are kept in "
                + cluster.keepFiles());
      }
      long loaded = Memory.resident(cluster.pids().get(node));
      long disk = cluster.diskBytes(node);
      long nanos = cluster.restart(node);
      return new RestartResult(
          rival.name(),
          keys,
          valueBytes,
          load.perSecond(),
          nanos / 1e9,
          empty,
          loaded,
          Memory.resident(cluster.pids().get(node)),
          disk);
    }
  }
}
