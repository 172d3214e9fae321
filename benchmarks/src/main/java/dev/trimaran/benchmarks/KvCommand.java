package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.cluster.Rival;
import dev.trimaran.benchmarks.kv.KvBenchmark;
import dev.trimaran.benchmarks.kv.KvCell;
import dev.trimaran.benchmarks.kv.KvPlan;
import dev.trimaran.benchmarks.kv.KvReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code trimaran bench kv}. */
@Command(
    name = "kv",
    mixinStandardHelpOptions = true,
    description = {
      "Puts and linearizable ranges against a three-node Trimaran and a three-node etcd, in turn.",
      "Both write durably before they answer. Prints throughput, latency and the ratio of each pair."
    })
final class KvCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin RivalOptions rivals = new RivalOptions();

  @Option(names = "--rounds", defaultValue = "3", description = "Pairs (default: 3).")
  int rounds;

  @Option(names = "--seconds", defaultValue = "5", description = "Of each cell (default: 5).")
  int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds of load before the ranges and before the puts (default: 10).")
  int warmUp;

  @Option(
      names = "--clients",
      split = ",",
      defaultValue = "1,100,1000",
      description = "Concurrent requests (default: ${DEFAULT-VALUE}).")
  List<Integer> clients = List.of();

  @Option(names = "--nodes", defaultValue = "3", description = "Of each cluster (default: 3).")
  int nodes;

  @Option(names = "--keys", defaultValue = "10000", description = "Key space (default: 10000).")
  long keys;

  @Option(names = "--value", defaultValue = "256", description = "Bytes of a value (default: 256).")
  int value;

  @Option(
      names = "--target",
      defaultValue = "leader",
      description = "leader, or all endpoints in turn (default: leader).")
  String target = "leader";

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table or json (default: table).")
  Output output = Output.table;

  @Override
  public Integer call() throws Exception {
    var asked =
        switch (target) {
          case "leader" -> KvPlan.Target.LEADER;
          case "all" -> KvPlan.Target.ALL;
          default -> throw new IllegalArgumentException("--target is leader or all, not " + target);
        };
    var plan = new KvPlan(rounds, seconds, warmUp, clients, nodes, keys, value, asked);
    List<Rival> found = rivals.rivals();
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    for (Rival rival : found) {
      err.println(rival.name() + ": " + rival.version());
    }
    List<KvCell> cells =
        new KvBenchmark(
                plan,
                line -> {
                  err.println(line);
                  err.flush();
                })
            .run(found);
    switch (output) {
      case table -> {
        out.println(heading(plan, found));
        out.print(new KvReport(plan, cells).table());
      }
      case json -> out.println(json(plan, found, cells));
    }
    out.flush();
    return cells.stream().anyMatch(cell -> cell.errors() > 0) ? 1 : 0;
  }

  private static String heading(KvPlan plan, List<Rival> rivals) {
    var names = String.join(" against ", rivals.stream().map(Rival::version).toList());
    return String.join(
        System.lineSeparator(),
        names,
        plan.nodes()
            + " nodes on this machine ("
            + Runtime.getRuntime().availableProcessors()
            + " cores), every write forced to disk before its answer, "
            + plan.valueBytes()
            + "-byte values, "
            + plan.keys()
            + " keys,",
        "requests to "
            + (plan.target() == KvPlan.Target.LEADER ? "the leader" : "all endpoints")
            + ", "
            + plan.rounds()
            + " rounds of "
            + plan.seconds()
            + " s a cell after "
            + plan.warmUpSeconds()
            + " s of warm-up; median (spread); foreign: other CPU, % of a core",
        "");
  }

  private static String json(KvPlan plan, List<Rival> rivals, List<KvCell> cells) {
    var report = new KvReport(plan, cells);
    Map<String, Object> ratios = new LinkedHashMap<>();
    for (String operation : List.of("put", "range")) {
      for (int count : plan.clients()) {
        ratios.put(operation + "/" + count, report.ratios(operation, count));
      }
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("plan", plan);
    root.put("rivals", rivals);
    root.put("cells", cells);
    root.put("ratios", ratios);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
