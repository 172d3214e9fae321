package dev.trimaran.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code trimaran bench VERB}. */
@Command(
    name = "trimaran bench",
    mixinStandardHelpOptions = true,
    description = "Benchmarks beside the peers, on this machine.",
    subcommands = {KvCommand.class, RestartCommand.class, CacheCommand.class, EventsCommand.class})
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    // Clients of rivals tell a lot; what a benchmark tells are its lines of progress.
    System.setProperty("trimaran.log.level", "warn");
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      command.getErr().println("trimaran bench: " + failure.getMessage());
      return 1;
    });
    System.exit(line.execute(args));
  }
}
