package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Finds who runs a request, and whether it may be run. */
final class Dispatcher {

  /** How much of a name, and of the arguments, an error repeats. */
  private static final int SHOWN_BYTES = 128;

  private final CommandTable table;

  Dispatcher(CommandTable table) {
    this.table = table;
  }

  /** The command or subcommand that a request names; refused where there is none. */
  CommandSpec find(Arguments request) {
    CommandSpec spec = table.find(request.array(), request.offset(0), request.length(0));
    if (spec == null) {
      throw new Refused(unknown(request));
    }
    if (!spec.subcommands().isEmpty() && request.count() > 1) {
      spec = subcommand(spec, request);
    }
    if (!spec.takes(request.count()) || (spec.handler() == null)) {
      spec.tally().reject();
      throw Refusals.wrongNumberOfArguments(spec.name());
    }
    return spec;
  }

  private static CommandSpec subcommand(CommandSpec container, Arguments request) {
    if (Help.isAskedFor(request)) {
      return Help.of(container);
    }
    String name = container.name() + "|" + request.text(1);
    for (CommandSpec each : container.subcommands()) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
    }
    throw new Refused(
        "ERR unknown subcommand '%s'. Try %s HELP."
            .formatted(shown(request, 1), container.name().toUpperCase(Locale.ROOT)));
  }

  /** Runs a command that {@link #find} has found. */
  static void run(CommandSpec spec, Call call) {
    Objects.requireNonNull(spec.handler(), "found by find").run(call);
  }

  private static String unknown(Arguments request) {
    StringBuilder text = new StringBuilder("ERR unknown command '");
    text.append(shown(request, 0)).append("', with args beginning with: ");
    int from = text.length();
    for (int i = 1; i < request.count() && text.length() - from < SHOWN_BYTES; i++) {
      String argument = request.text(i);
      int room = SHOWN_BYTES - (text.length() - from);
      text.append('\'').append(argument, 0, Math.min(argument.length(), room)).append("' ");
    }
    return text.toString();
  }

  private static String shown(Arguments request, int index) {
    int length = Math.min(SHOWN_BYTES, request.length(index));
    return new String(request.array(), request.offset(index), length, StandardCharsets.ISO_8859_1);
  }
}
