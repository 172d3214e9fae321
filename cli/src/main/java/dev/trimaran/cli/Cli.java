package dev.trimaran.cli;

import dev.trimaran.cli.cache.CacheVerbs;
import dev.trimaran.cli.cluster.DownCommand;
import dev.trimaran.cli.cluster.LogsCommand;
import dev.trimaran.cli.cluster.PsCommand;
import dev.trimaran.cli.cluster.UpCommand;
import dev.trimaran.cli.completion.CompletionCommand;
import dev.trimaran.cli.kv.KvVerbs;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.model.Verb;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputFormat;
import dev.trimaran.cli.status.MemberCommand;
import dev.trimaran.cli.status.MemberListCommand;
import dev.trimaran.cli.status.StatusCommand;
import dev.trimaran.cli.stream.StreamVerbs;
import dev.trimaran.cli.stream.SubVerbs;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The whole command: its words, and what becomes of errors. */
final class Cli {

  private final Console console;
  private final List<Verb> verbs;

  Cli(Console console) {
    this.console = console;
    this.verbs =
        List.of(
            Verb.leaf("up", () -> new UpCommand(console)),
            Verb.leaf("down", () -> new DownCommand(console)),
            Verb.leaf("ps", () -> new PsCommand(console)),
            Verb.leaf("logs", () -> new LogsCommand(console)),
            Verb.leaf("status", () -> new StatusCommand(console)),
            KvVerbs.of(console),
            CacheVerbs.of(console),
            StreamVerbs.of(console),
            SubVerbs.of(console),
            new Verb(
                "member",
                MemberCommand::new,
                List.of(Verb.leaf("list", () -> new MemberListCommand(console)))),
            Verb.leaf("completion", () -> new CompletionCommand(console, this::whole)),
            Verb.leaf("version", () -> new VersionCommand(console)));
  }

  /** Runs the command; returns its exit code. */
  int run(String... args) {
    Output output = new Output(console, format(args));
    CommandLine command =
        configure(command(RootCommand::new, verbs, Set.copyOf(Arrays.asList(args))));
    command.setExecutionExceptionHandler((failure, _, _) -> {
      CliError error = failure instanceof CliError known ? known : unexpected(failure);
      output.error(error);
      return error.exit().number();
    });
    command.setParameterExceptionHandler((failure, _) -> {
      output.error(usage(failure));
      return ExitCode.USAGE.number();
    });
    return command.execute(args);
  }

  private CommandLine configure(CommandLine command) {
    command.setOut(new PrintWriter(console.out(), true));
    command.setErr(new PrintWriter(console.err(), true));
    boolean plain = System.getenv("NO_COLOR") != null || !console.terminal();
    command.setColorScheme(CommandLine.Help.defaultColorScheme(plain ? Ansi.OFF : Ansi.AUTO));
    command.setUsageHelpAutoWidth(true);
    return command;
  }

  private CommandLine whole() {
    return configure(command(RootCommand::new, verbs, Set.of()));
  }

  /**
   * The command with those of its words that stand on the command line; with all of them when none
   * does, so that help and suggestions know them all.
   */
  private static CommandLine command(Supplier<Object> object, List<Verb> verbs, Set<String> words) {
    CommandLine command = new CommandLine(object.get());
    if (words.contains("-V") || words.contains("--version")) {
      command.getCommandSpec().version("trimaran " + Main.version());
    }
    boolean any = verbs.stream().anyMatch(verb -> words.contains(verb.name()));
    for (Verb verb : verbs) {
      if (!any || words.contains(verb.name())) {
        command.addSubcommand(verb.name(), command(verb.command(), verb.verbs(), words));
      }
    }
    return command;
  }

  private static CliError usage(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String message = String.valueOf(failure.getMessage());
    List<String> near = new ArrayList<>();
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
      near.addAll(unmatched.getSuggestions());
    }
    String help = command.getCommandSpec().qualifiedName() + " --help";
    String hint = near.isEmpty() ? help : "did you mean " + String.join(" or ", near) + "? " + help;
    return new CliError(ExitCode.USAGE, "USAGE", message, hint);
  }

  private CliError unexpected(Exception failure) {
    if (System.getenv("TRIMARAN_DEBUG") != null) {
      failure.printStackTrace(console.err());
    }
    return new CliError(
        ExitCode.FAILED,
        "FAILED",
        failure.toString(),
        "TRIMARAN_DEBUG=1 in the environment shows where it happened");
  }

  /** The format of errors, known before the command line is understood. */
  private static OutputFormat format(String... args) {
    List<String> words = Arrays.asList(args);
    for (OutputFormat format : OutputFormat.values()) {
      String name = format.name();
      int option = Math.max(words.indexOf("-o"), words.indexOf("--output"));
      boolean apart =
          option >= 0 && option + 1 < words.size() && words.get(option + 1).equals(name);
      if (apart
          || words.contains("-o" + name)
          || words.contains("--output=" + name)
          || words.contains("-o=" + name)) {
        return format;
      }
    }
    return OutputFormat.table;
  }
}
