package dev.trimaran.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, from the same description of the command that the help is made of. */
final class FishScript {

  private final StringBuilder script = new StringBuilder();

  private FishScript() {}

  static String of(CommandLine root) {
    FishScript script = new FishScript();
    script.line("complete -c trimaran -f");
    script.append(root, List.of());
    return script.script.toString();
  }

  private void append(CommandLine command, List<String> path) {
    StringBuilder condition = new StringBuilder();
    for (String word : path) {
      condition.append("__fish_seen_subcommand_from ").append(word).append("; and ");
    }
    String words = String.join(" ", command.getSubcommands().keySet());
    String here =
        words.isEmpty()
            ? condition.append("true").toString()
            : condition + "not __fish_seen_subcommand_from " + words;
    command
        .getSubcommands()
        .forEach((name, sub) ->
            line(
                "complete -c trimaran -n '%s' -a %s -d %s"
                    .formatted(here, name, quoted(sub.getCommandSpec()))));
    for (OptionSpec option : command.getCommandSpec().options()) {
      line("complete -c trimaran -n '%s'%s -d %s".formatted(here, names(option), quoted(option)));
    }
    command
        .getSubcommands()
        .forEach((name, sub) -> {
          List<String> longer = new ArrayList<>(path);
          longer.add(name);
          append(sub, longer);
        });
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return option.arity().max() > 0 ? names + " -r" : names.toString();
  }

  private static String quoted(CommandSpec spec) {
    return quoted(spec.usageMessage().description());
  }

  private static String quoted(OptionSpec option) {
    return quoted(option.description());
  }

  private static String quoted(String[] description) {
    String text = String.join(" ", description);
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void line(String line) {
    script.append(line).append('\n');
  }
}
