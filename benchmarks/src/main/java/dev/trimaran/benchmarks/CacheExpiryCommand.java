package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.cache.expiry.ExpiryBenchmark;
import dev.trimaran.benchmarks.cache.expiry.ExpiryPlan;
import dev.trimaran.benchmarks.cache.expiry.ExpiryReport;
import dev.trimaran.benchmarks.cache.expiry.Lateness;
import dev.trimaran.benchmarks.cache.server.CacheProgram;
import dev.trimaran.benchmarks.cache.server.Protocol;
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

/** {@code trimaran bench cache expiry}. */
@Command(
    name = "expiry",
    mixinStandardHelpOptions = true,
    description = "Time from a key's deadline to its event, beside many keys with a deadline.")
final class CacheExpiryCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin CacheOptions options = new CacheOptions();

  @Option(names = "--rounds", description = "Of every server (default: 3, quick 1).")
  @Nullable Integer rounds;

  @Option(
      names = "--others",
      split = ",",
      description = "Other keys with a deadline (default: 0,10000,100000,1000000, quick 0,100000).")
  List<Long> others = List.of();

  @Option(names = "--probes", defaultValue = "1000", description = "Timed keys (default: 1000).")
  int probes;

  @Option(
      names = "--spread",
      defaultValue = "5",
      description = "Seconds in which their deadlines lie (default: 5).")
  double spread;

  @Option(
      names = "--window",
      description = "Seconds to wait after the last deadline (default: 30, quick 10).")
  @Nullable Double window;

  @Override
  public Integer call() throws Exception {
    double shortly = options.quick ? 10 : 30;
    var plan =
        new ExpiryPlan(
            rounds == null ? (options.quick ? 1 : 3) : rounds,
            others.isEmpty() ? shipped() : others,
            probes,
            spread,
            window == null ? shortly : window);
    List<CacheProgram> programs = options.programs("trimaran", "redis");
    if (programs.stream().anyMatch(program -> program.protocol() != Protocol.RESP)) {
      throw new IllegalArgumentException(
          "memcached tells nobody that a key has expired; name trimaran and redis by --rivals");
    }
    CacheOutput.programs(spec, programs);
    List<Lateness> all = new ExpiryBenchmark(plan, CacheOutput.progress(spec)).run(programs);
    PrintWriter out = spec.commandLine().getOut();
    switch (options.output) {
      case table -> {
        out.println(CacheOutput.against(programs));
        out.println(heading(plan));
        out.print(new ExpiryReport(all).table());
      }
      case json ->
          out.println(CacheOutput.json(Map.of("plan", plan, "servers", programs, "lags", all)));
    }
    out.flush();
    return 0;
  }

  private List<Long> shipped() {
    return options.quick ? List.of(0L, 100_000L) : List.of(0L, 10_000L, 100_000L, 1_000_000L);
  }

  private static String heading(ExpiryPlan plan) {
    return String.format(
        Locale.ROOT,
        "notify-keyspace-events Ex; %d keys whose deadlines lie in %.1f s, awaited for %.1f s after"
            + " the last;%n%d rounds, each server fresh and alone; medians, (spread) of p99;"
            + " events: of the worst round; >: at least%n",
        plan.probes(),
        plan.spreadSeconds(),
        plan.windowSeconds(),
        plan.rounds());
  }
}
