package dev.trimaran.chaos.process.scenario;

import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.HistoryLines;
import dev.trimaran.chaos.history.Outcome;
import dev.trimaran.chaos.process.cluster.ClusterUnderTest;
import dev.trimaran.chaos.process.cluster.NoService;
import dev.trimaran.chaos.process.cluster.ServerProcess;
import dev.trimaran.chaos.process.verdict.Readback;
import dev.trimaran.chaos.process.workload.Load;
import dev.trimaran.chaos.process.workload.OutageMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One run: a cluster and its clients, hits, the death of all, and the judgement. */
public final class FaultRun {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration CALM = Duration.ofSeconds(1);
  private static final int SHARERS = 6;

  private final RunPlan plan;
  private final OutageMeter meter = new OutageMeter();
  private final List<String> violations = new ArrayList<>();
  private @Nullable Duration restart;
  private List<Duration> outages = List.of();

  private FaultRun(RunPlan plan) {
    this.plan = plan;
  }

  /** Runs {@code plan}; afterwards no process of it is left. */
  public static RunReport run(RunPlan plan) throws IOException, InterruptedException {
    return new FaultRun(plan).run();
  }

  private RunReport run() throws IOException, InterruptedException {
    try (ClusterUnderTest cluster =
            ClusterUnderTest.start(plan.program(), plan.nodes(), plan.directory());
        Load load = new Load(cluster.endpoints(), clients(), meter)) {
      Striker striker = new Striker(cluster, load, meter, plan);
      boolean serves = attack(cluster, load, striker);
      load.stop();
      if (serves) {
        readEverywhere(cluster, load);
      }
      History history = load.history();
      violations.addAll(Judge.ofHistory(history));
      if (serves) {
        violations.addAll(Judge.ofServers(cluster, history));
      }
      return report(cluster, history, striker.hits());
    }
  }

  private Load.Clients clients() {
    return new Load.Clients(SHARERS, plan.pace(), plan.seed());
  }

  /** Hits until the time is over, then all; answers whether everything serves afterwards. */
  private boolean attack(ClusterUnderTest cluster, Load load, Striker striker)
      throws IOException, InterruptedException {
    try {
      cluster.awaitAll(START_LIMIT);
      load.start();
      Thread.sleep(CALM);
      long end = System.nanoTime() + plan.duration().toNanos();
      while (System.nanoTime() - end < 0) {
        long next = System.nanoTime() + plan.every().toNanos();
        striker.strike(plan.scenario());
        outages = meter.outages();
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
      striker.killAll(plan.wipe());
      restart = meter.outages().getLast();
      Thread.sleep(CALM);
      return true;
    } catch (NoService e) {
      violations.add(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static void readEverywhere(ClusterUnderTest cluster, Load load) {
    List<CompletableFuture<Void>> reads = new ArrayList<>();
    for (ServerProcess server : cluster.servers()) {
      reads.add(load.readAll(server.member().endpoint()));
    }
    CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).join();
  }

  private RunReport report(ClusterUnderTest cluster, History history, int hits) throws IOException {
    long uniquePuts = new Readback(history, Load::isUnique).acknowledged();
    violations.addAll(Vacuous.violations(hits, history.count(Outcome.OK), uniquePuts));
    Path kept = null;
    cluster.close();
    if (violations.isEmpty() && !plan.keep()) {
      cluster.deleteFiles();
    } else {
      kept = cluster.directory();
      Files.write(kept.resolve("history.jsonl"), HistoryLines.write(history));
    }
    return new RunReport(plan, history, uniquePuts, hits, outages, restart, violations, kept);
  }
}
