package dev.trimaran.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trimaran bench cache}: all of its verbs, one after the other. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = {
      "The cache beside Redis and memcached, in turn, on this machine.",
      "Without a verb: all of them with their defaults."
    },
    subcommands = {
      CacheThroughputCommand.class,
      CacheMemoryCommand.class,
      CacheExpiryCommand.class
    })
final class CacheCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--quick",
      description = "A look in about a minute for each verb: fewer rows, shorter.")
  boolean quick;

  @Override
  public Integer call() {
    String[] options = quick ? new String[] {"--quick"} : new String[0];
    int worst = 0;
    for (CommandLine verb : List.copyOf(spec.commandLine().getSubcommands().values())) {
      worst = Math.max(worst, verb.execute(options));
    }
    return worst;
  }
}
