package dev.trimaran.cli.completion;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trimaran completion}. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes this command in a shell.",
      "bash: source <(trimaran completion bash)   zsh: the same   fish: trimaran completion fish"
          + " | source"
    },
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Runnable {

  /** Shells that completion is written for. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  private final Console console;
  private final Supplier<CommandLine> wholeCommand;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  Shell shell = Shell.bash;

  public CompletionCommand(Console console, Supplier<CommandLine> wholeCommand) {
    this.console = console;
    this.wholeCommand = wholeCommand;
  }

  @Override
  public void run() {
    CommandLine command = wholeCommand.get();
    String script =
        switch (shell) {
          case bash, zsh -> AutoComplete.bash("trimaran", command);
          case fish -> FishScript.of(command);
        };
    output
        .on(console)
        .answer(Map.of("shell", shell.name(), "script", script), script.stripTrailing());
  }
}
