package dev.trimaran.benchmarks.kv;

import dev.trimaran.benchmarks.cluster.Cluster;
import dev.trimaran.benchmarks.cluster.Rival;
import dev.trimaran.benchmarks.load.KeySpace;
import dev.trimaran.benchmarks.load.LoadGenerator;
import dev.trimaran.benchmarks.load.LoadResult;
import dev.trimaran.benchmarks.load.LoadShape;
import dev.trimaran.benchmarks.load.Puts;
import dev.trimaran.benchmarks.load.Ranges;
import dev.trimaran.benchmarks.load.Workload;
import dev.trimaran.benchmarks.machine.CpuMeter;
import dev.trimaran.benchmarks.machine.CpuReading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the rivals in turn: A B A B A B. Each turn is a fresh cluster in a fresh directory: all keys
 * are put once, ranges are warmed up and measured, then puts are. Ranges come first because etcd
 * 3.4 reads slower after a burst of puts, and a rival is measured at its best.
 */
public final class KvBenchmark {

  private static final int WARM_UP_CLIENTS = 100;
  private static final Duration RAMP = Duration.ofSeconds(1);
  private static final Duration LOAD_LIMIT = Duration.ofMinutes(5);

  private final KvPlan plan;
  private final KeySpace keys;
  private final Consumer<String> progress;
  private final List<KvCell> cells = new ArrayList<>();

  public KvBenchmark(KvPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.keys = new KeySpace(plan.keys());
    this.progress = progress;
  }

  /** Runs all rounds; the cells in the order in which they were measured. */
  public List<KvCell> run(List<Rival> rivals) throws IOException, InterruptedException {
    try (LoadGenerator generator = new LoadGenerator()) {
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Rival rival : rivals) {
          turn(generator, rival, round);
        }
      }
    }
    return List.copyOf(cells);
  }

  private void turn(LoadGenerator generator, Rival rival, int round)
      throws IOException, InterruptedException {
    progress.accept("round " + round + ": " + rival.name() + " starts");
    try (Cluster cluster = Cluster.start(rival, plan.nodes())) {
      try {
        Workload fill = Puts.inOrder(keys, plan.valueBytes());
        LoadResult filled =
            generator.runCalls(fill, shape(cluster, WARM_UP_CLIENTS), keys.size(), LOAD_LIMIT);
        if (filled.errors() > 0) {
          throw new IOException(rival.name() + " refused a put: " + filled.firstError());
        }
        measure(generator, cluster, new KvCell.Place("range", 0, rival.name(), round));
        measure(generator, cluster, new KvCell.Place("put", 0, rival.name(), round));
      } catch (IOException | RuntimeException e) {
        throw new IOException(
            e.getMessage() + "; logs and data are kept in " + cluster.keepFiles(), e);
      }
    }
  }

  private void measure(LoadGenerator generator, Cluster cluster, KvCell.Place row)
      throws IOException, InterruptedException {
    if (plan.warmUpSeconds() > 0) {
      generator.run(
          workload(row.operation()),
          shape(cluster, WARM_UP_CLIENTS),
          Duration.ZERO,
          Duration.ofSeconds(plan.warmUpSeconds()),
          new CpuProbe(cluster));
    }
    for (int clients : plan.clients()) {
      CpuProbe probe = new CpuProbe(cluster);
      LoadResult load =
          generator.run(
              workload(row.operation()),
              shape(cluster, clients),
              RAMP,
              Duration.ofSeconds(plan.seconds()),
              probe);
      var place = new KvCell.Place(row.operation(), clients, row.rival(), row.round());
      KvCell cell = KvCell.of(place, load, probe.reading());
      cells.add(cell);
      progress.accept(KvReport.line(cell));
      if (load.errors() > 0) {
        progress.accept("  " + load.errors() + " errors, the first: " + load.firstError());
      }
    }
  }

  private Workload workload(String operation) {
    return operation.equals("put")
        ? Puts.random(keys, plan.valueBytes())
        : new Ranges(keys, plan.valueBytes());
  }

  private LoadShape shape(Cluster cluster, int clients) throws IOException {
    List<String> endpoints =
        switch (plan.target()) {
          case LEADER -> List.of(cluster.endpoint(cluster.leader()));
          case ALL -> cluster.endpoints();
        };
    return new LoadShape(endpoints, KvPlan.connections(clients), clients);
  }

  /** Measures CPU in the window of a run. */
  private static final class CpuProbe implements LoadGenerator.Probe {

    private final CpuMeter meter;
    private CpuReading reading = new CpuReading(1, 0, 0, 0);

    CpuProbe(Cluster cluster) {
      meter = new CpuMeter(cluster.pids());
    }

    @Override
    public void opened() {
      meter.start();
    }

    @Override
    public void closed() {
      reading = meter.read();
    }

    CpuReading reading() {
      return reading;
    }
  }
}
