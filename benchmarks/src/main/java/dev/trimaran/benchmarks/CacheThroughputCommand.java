package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.cache.server.CacheProgram;
import dev.trimaran.benchmarks.cache.server.Protocol;
import dev.trimaran.benchmarks.cache.throughput.Cell;
import dev.trimaran.benchmarks.cache.throughput.RedisBenchmark;
import dev.trimaran.benchmarks.cache.throughput.Row;
import dev.trimaran.benchmarks.cache.throughput.ThroughputBenchmark;
import dev.trimaran.benchmarks.cache.throughput.ThroughputPlan;
import dev.trimaran.benchmarks.cache.throughput.ThroughputReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trimaran bench cache throughput}. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "Requests a second under redis-benchmark, against Trimaran and Redis in turn.",
      "Prints throughput, latency, CPU, memory, and the ratio of each pair."
    })
final class CacheThroughputCommand implements Callable<Integer> {

  private static final double QUICK_START_SECONDS = 3;
  private static final double START_SECONDS = 15;

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin CacheOptions options = new CacheOptions();

  @Option(names = "--rounds", defaultValue = "3", description = "Pairs (default: 3).")
  int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "That each cell lasts at least (default: 2).")
  double seconds;

  @Option(
      names = "--warm-up",
      description = "Seconds of its own load before each cell (default: 1, quick 0.5).")
  @Nullable Double warmUp;

  @Option(
      names = "--rows",
      split = ",",
      description = "Of SET GET INCR LPUSH HSET ZADD MSET (default: all, quick SET,GET).")
  List<Row> rows = List.of();

  @Option(
      names = "--pipeline",
      split = ",",
      description = "Requests in one write (default: 1,16,64, quick 1,16).")
  List<Integer> pipelines = List.of();

  @Option(
      names = "--value",
      split = ",",
      description = "Bytes of a value (default: 64,1024, quick 64).")
  List<Integer> sizes = List.of();

  @Option(names = "--clients", defaultValue = "50", description = "Connections (default: 50).")
  int clients;

  @Option(
      names = "--keys",
      defaultValue = "100000",
      description = "Key space, fields of the hash, members of the set (default: 100000).")
  int keys;

  @Override
  public Integer call() throws Exception {
    ThroughputPlan plan = plan();
    List<CacheProgram> programs = options.programs("trimaran", "redis");
    if (programs.size() != 2
        || programs.stream().anyMatch(program -> program.protocol() != Protocol.RESP)) {
      throw new IllegalArgumentException(
          "throughput compares two servers that speak RESP; name two of trimaran, redis by --rivals");
    }
    var load = new RedisBenchmark(options.redisBenchmark);
    PrintWriter out = spec.commandLine().getOut();
    CacheOutput.programs(spec, programs);
    List<Cell> cells =
        new ThroughputBenchmark(plan, load, CacheOutput.progress(spec))
            .run(programs.get(0), programs.get(1));
    switch (options.output) {
      case table -> {
        out.println(heading(plan, programs, load));
        out.print(new ThroughputReport(cells).table());
      }
      case json ->
          out.println(CacheOutput.json(Map.of("plan", plan, "servers", programs, "cells", cells)));
    }
    out.flush();
    return 0;
  }

  private ThroughputPlan plan() {
    boolean quick = options.quick;
    double shortly = quick ? 0.5 : 1;
    return new ThroughputPlan(
        rounds,
        seconds,
        quick ? QUICK_START_SECONDS : START_SECONDS,
        warmUp == null ? shortly : warmUp,
        given(rows, quick ? List.of(Row.SET, Row.GET) : List.of(Row.values())),
        given(pipelines, quick ? List.of(1, 16) : List.of(1, 16, 64)),
        given(sizes, quick ? List.of(64) : List.of(64, 1024)),
        clients,
        keys);
  }

  private static <T> List<T> given(List<T> asked, List<T> shipped) {
    return asked.isEmpty() ? shipped : asked;
  }

  private static String heading(
      ThroughputPlan plan, List<CacheProgram> programs, RedisBenchmark load) {
    return String.join(
        System.lineSeparator(),
        CacheOutput.against(programs),
        String.format(
            Locale.ROOT,
            "load by %s, %d connections, %d keys; one server on loopback (%d cores)",
            load.version(),
            plan.connections(),
            plan.keys(),
            Runtime.getRuntime().availableProcessors()),
        String.format(
            Locale.ROOT,
            "%d rounds on fresh servers; %.1f s of all rows, then %.1f s of its own load before"
                + " each cell of at least %.1f s",
            plan.rounds(),
            plan.startSeconds(),
            plan.warmUpSeconds(),
            plan.seconds()),
        "median (spread); cpu: of the server, for a million requests; foreign: other CPU, % of a"
            + " core",
        "");
  }
}
