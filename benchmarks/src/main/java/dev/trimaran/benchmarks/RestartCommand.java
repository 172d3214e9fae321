package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.cluster.Rival;
import dev.trimaran.benchmarks.restart.RestartBenchmark;
import dev.trimaran.benchmarks.restart.RestartResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code trimaran bench restart}. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = "Loads keys, restarts a node, and says how long it took and what a key costs.")
final class RestartCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin RivalOptions rivals = new RivalOptions();

  @Option(names = "--keys", defaultValue = "1000000", description = "Keys (default: 1000000).")
  long keys;

  @Option(names = "--value", defaultValue = "256", description = "Bytes of a value (default: 256).")
  int value;

  @Option(names = "--nodes", defaultValue = "3", description = "Of the cluster (default: 3).")
  int nodes;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table or json (default: table).")
  Output output = Output.table;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<RestartResult> results = new ArrayList<>();
    for (Rival rival : rivals.rivals()) {
      err.println(rival.version() + ": loading " + keys + " keys");
      err.flush();
      results.add(RestartBenchmark.run(rival, nodes, keys, value));
    }
    switch (output) {
      case json ->
          out.println(
              JsonMapper.builder()
                  .build()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(results));
      case table -> table(out, results);
    }
    out.flush();
    return 0;
  }

  private static void table(PrintWriter out, List<RestartResult> results) {
    out.printf(
        Locale.ROOT,
        "%-10s%10s%8s%12s%12s%14s%14s%14s%12s%n",
        "rival",
        "keys",
        "value",
        "load/s",
        "restart s",
        "RSS loaded",
        "RSS restarted",
        "bytes/key",
        "disk MiB");
    for (RestartResult r : results) {
      out.printf(
          Locale.ROOT,
          "%-10s%10d%8d%,12.0f%12.2f%,10d MiB%,10d MiB%,14.0f%,12d%n",
          r.rival(),
          r.keys(),
          r.valueBytes(),
          r.loadPerSecond(),
          r.restartSeconds(),
          r.residentLoaded() >> 20,
          r.residentRestarted() >> 20,
          r.bytesPerKey(),
          r.diskBytes() >> 20);
    }
  }
}
