package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.cache.server.CacheProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which caches are run and how the result looks, shared by the verbs of {@code bench cache}. */
final class CacheOptions {

  @Option(
      names = "--rivals",
      split = ",",
      description =
          "In this order; the ratio is the first to each other one. A name may come twice"
              + " (default: trimaran, redis, and memcached where it can take part).")
  List<String> rivals = List.of();

  @Option(
      names = "--redis",
      defaultValue = "redis-server",
      description = "The Redis program (default: ${DEFAULT-VALUE}).")
  String redis = "redis-server";

  @Option(
      names = "--memcached",
      defaultValue = "memcached",
      description = "The memcached program (default: ${DEFAULT-VALUE}).")
  String memcached = "memcached";

  @Option(
      names = "--trimaran",
      defaultValue = "",
      description = "The launcher of Trimaran (default: the one that started this).")
  String trimaran = "";

  @Option(
      names = "--redis-benchmark",
      defaultValue = "redis-benchmark",
      description = "The load generator of throughput (default: ${DEFAULT-VALUE}).")
  String redisBenchmark = "redis-benchmark";

  @Option(
      names = "--quick",
      description = "A look in about a minute for each verb: fewer rows, shorter.")
  boolean quick;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table or json (default: table).")
  Output output = Output.table;

  /** The programs that were asked for, or these. */
  List<CacheProgram> programs(String... shipped) throws IOException {
    List<CacheProgram> found = new ArrayList<>();
    for (String name : rivals.isEmpty() ? List.of(shipped) : rivals) {
      CacheProgram program =
          switch (name) {
            case "trimaran" -> CacheProgram.trimaran(trimaran);
            case "redis" -> CacheProgram.redis(redis);
            case "memcached" -> CacheProgram.memcached(memcached);
            default ->
                throw new IOException(
                    "no cache is named " + name + "; known: trimaran, redis, memcached");
          };
      long same = found.stream().filter(other -> other.version().equals(program.version())).count();
      found.add(same == 0 ? program : program.named(name + "-" + (same + 1)));
    }
    return found;
  }
}
