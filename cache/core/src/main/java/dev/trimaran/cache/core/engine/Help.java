package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The help of a command that has subcommands, made of what is known of them. */
final class Help {

  private static final Word HELP = Word.of("HELP");

  private Help() {}

  static boolean isAskedFor(Arguments request) {
    return request.is(1, HELP);
  }

  /** The subcommand that answers the help of its container. */
  static CommandSpec of(CommandSpec container) {
    return CommandSpec.named(container.name() + "|help")
        .arity(2)
        .flags(Flag.LOADING, Flag.STALE)
        .group(container.group(), container.since())
        .does("Tells of the subcommands.", "")
        .runs(call -> {
          List<String> lines = lines(container);
          call.reply().array(lines.size());
          lines.forEach(call.reply()::simple);
        });
  }

  private static List<String> lines(CommandSpec container) {
    List<String> lines = new ArrayList<>();
    lines.add(
        container.name().toUpperCase(Locale.ROOT)
            + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
    for (CommandSpec each : container.subcommands()) {
      String name = each.name().substring(each.name().indexOf('|') + 1);
      if (!name.equals("help")) {
        lines.add((name.toUpperCase(Locale.ROOT) + " " + each.syntax()).strip());
        lines.add("    " + each.summary());
      }
    }
    lines.add("HELP");
    lines.add("    Print this help.");
    return lines;
  }
}
