package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Finds who runs a request, and whether it may be run. */
final class Dispatcher {

  /** How much of a name, and of the arguments, an error repeats. */
  private static final int SHOWN_BYTES = 128;

  /**
   * A web page may make a browser send requests to any port: what begins as HTTP ends the
   * connection, so that nothing in its body is run.
   */
  static final Refused HTTP =
      new Refused("ERR this port speaks the Redis protocol, not HTTP: the connection is closed");

  private static final Word POST = Word.of("POST");
  private static final Word HOST = Word.of("HOST:");

  private final CommandTable table;

  Dispatcher(CommandTable table) {
    this.table = table;
  }

  /** The command or subcommand that a request names; refused where there is none. */
  CommandSpec find(Arguments request) {
    CommandSpec spec = table.find(request.array(), request.offset(0), request.length(0));
    if (spec == null) {
      boolean http = request.is(0, POST) || request.is(0, HOST);
      throw http ? HTTP : new Refused(unknown(request));
    }
    if (!spec.subcommands().isEmpty() && request.count() > 1) {
      spec = subcommand(spec, request);
    }
    return spec;
  }

  /** Refuses a request that has too few arguments, or too many. */
  static void check(CommandSpec spec, Arguments request) {
    if (!spec.takes(request.count()) || spec.handler() == null) {
      throw Refusals.wrongNumberOfArguments(spec.name());
    }
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

  /** Runs a command that was found and {@link #check checked}. */
  static void run(CommandSpec spec, Call call) {
    Objects.requireNonNull(spec.handler(), "it was checked").run(call);
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
