package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.cache.memory.Footprint;
import dev.trimaran.benchmarks.cache.memory.MemoryBenchmark;
import dev.trimaran.benchmarks.cache.memory.MemoryPlan;
import dev.trimaran.benchmarks.cache.memory.MemoryReport;
import dev.trimaran.benchmarks.cache.server.CacheProgram;
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

/** {@code trimaran bench cache memory}. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = "Bytes that an entry costs, in the memory of the whole process.")
final class CacheMemoryCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin CacheOptions options = new CacheOptions();

  @Option(names = "--rounds", description = "Of every server (default: 3, quick 1).")
  @Nullable Integer rounds;

  @Option(
      names = "--entries",
      split = ",",
      description = "Entries to load (default: 1000000,10000000, quick 1000000).")
  List<Long> entries = List.of();

  @Option(names = "--value", defaultValue = "32", description = "Bytes of a value (default: 32).")
  int value;

  @Option(
      names = "--rest",
      defaultValue = "15",
      description = "Seconds that a loaded server is left alone before B/entry (default: 15).")
  int rest;

  @Override
  public Integer call() throws Exception {
    var plan =
        new MemoryPlan(
            rounds == null ? (options.quick ? 1 : 3) : rounds,
            entries.isEmpty() ? shipped() : entries,
            List.of(false, true),
            value,
            rest);
    List<CacheProgram> programs = options.programs("trimaran", "redis", "memcached");
    CacheOutput.programs(spec, programs);
    List<Footprint> all = new MemoryBenchmark(plan, CacheOutput.progress(spec)).run(programs);
    PrintWriter out = spec.commandLine().getOut();
    switch (options.output) {
      case table -> {
        out.println(CacheOutput.against(programs));
        out.printf(
            Locale.ROOT,
            "keys of 10 bytes, values of %d; %d rounds, each server fresh and alone; B/entry: what"
                + " the load added, after %d s of rest%n%n",
            plan.valueBytes(),
            plan.rounds(),
            plan.restSeconds());
        out.print(new MemoryReport(all).table());
      }
      case json ->
          out.println(
              CacheOutput.json(Map.of("plan", plan, "servers", programs, "footprints", all)));
    }
    out.flush();
    return 0;
  }

  private List<Long> shipped() {
    return options.quick ? List.of(1_000_000L) : List.of(1_000_000L, 10_000_000L);
  }
}
