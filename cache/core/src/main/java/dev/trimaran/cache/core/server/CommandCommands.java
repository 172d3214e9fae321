package dev.trimaran.cache.core.server;

import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.Categories;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.KeyPositions;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.scan.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code COMMAND}. */
final class CommandCommands {

  private final CommandTable table;

  private CommandCommands(CommandTable table) {
    this.table = table;
  }

  static void register(CommandTable table, Server server) {
    CommandCommands all = new CommandCommands(server.table());
    table.add(
        ServerCommands.spec("command", -1, "2.8.13", LOADING, STALE)
            .does("Tells of all commands.", "")
            .with(
                sub("count", 2)
                    .does("Counts the commands.", "")
                    .runs(call -> call.reply().integer(table.all().size())))
            .with(
                sub("info", -2)
                    .does("Tells of commands.", "[command-name [command-name ...]]")
                    .runs(all::info))
            .with(
                sub("docs", -2)
                    .does("Tells what commands are for.", "[command-name [command-name ...]]")
                    .runs(all::docs))
            .with(
                sub("list", -2)
                    .does(
                        "Tells the names of commands.",
                        "[FILTERBY MODULE module-name|ACLCAT category|PATTERN pattern]")
                    .runs(all::list))
            .with(
                sub("getkeys", -4)
                    .does("Tells the keys of a request.", "command [arg ...]")
                    .runs(call -> all.keys(call, false)))
            .with(
                sub("getkeysandflags", -4)
                    .does("Tells the keys of a request, and their use.", "command [arg ...]")
                    .runs(call -> all.keys(call, true)))
            .runs(call -> {
              call.reply().array(table.all().size());
              table.all().forEach(spec -> CommandDocs.info(spec, call.reply()));
            }));
  }

  private static CommandSpec.Draft sub(String name, int arity) {
    return ServerCommands.spec("command|" + name, arity, "2.8.13", LOADING, STALE);
  }

  /** The command or {@code container|subcommand} of that name. */
  private @Nullable CommandSpec named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    byte[] first = lower.split("\\|", 2)[0].getBytes(StandardCharsets.UTF_8);
    CommandSpec spec = table.find(first, 0, first.length);
    if (spec == null || spec.name().equals(lower)) {
      return spec;
    }
    return spec.subcommands().stream()
        .filter(each -> each.name().equals(lower))
        .findFirst()
        .orElse(null);
  }

  private void info(Call call) {
    if (call.count() == 2) {
      call.reply().array(table.all().size());
      table.all().forEach(spec -> CommandDocs.info(spec, call.reply()));
      return;
    }
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      CommandSpec spec = named(call.arguments().text(i));
      if (spec == null) {
        call.reply().nilArray();
      } else {
        CommandDocs.info(spec, call.reply());
      }
    }
  }

  private void docs(Call call) {
    List<CommandSpec> wanted = new ArrayList<>();
    if (call.count() == 2) {
      wanted.addAll(table.all());
    }
    for (int i = 2; i < call.count(); i++) {
      CommandSpec spec = named(call.arguments().text(i));
      if (spec != null) {
        wanted.add(spec);
      }
    }
    call.reply().map(wanted.size());
    wanted.forEach(spec -> CommandDocs.docs(spec, call.reply()));
  }

  private void list(Call call) {
    Predicate<CommandSpec> filter = _ -> true;
    if (call.count() != 2) {
      if (call.count() != 5 || !call.arguments().text(2).equalsIgnoreCase("filterby")) {
        throw Refusals.SYNTAX;
      }
      filter = filter(call.arguments().text(3), call.arguments().text(4));
    }
    List<String> names = new ArrayList<>();
    for (CommandSpec spec : table.all()) {
      if (filter.test(spec)) {
        names.add(spec.name());
      }
      if (call.count() == 5) {
        spec.subcommands().stream().filter(filter).map(CommandSpec::name).forEach(names::add);
      }
    }
    call.reply().set(names.size());
    names.forEach(call.reply()::bulk);
  }

  private static Predicate<CommandSpec> filter(String kind, String value) {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "module" -> _ -> false;
      case "aclcat" -> spec -> Categories.of(spec).contains(value.toLowerCase(Locale.ROOT));
      case "pattern" -> {
        View pattern = new View().of(value.getBytes(StandardCharsets.UTF_8));
        yield spec ->
            Pattern.matches(pattern, new View().of(spec.name().getBytes(StandardCharsets.UTF_8)));
      }
      default -> throw Refusals.SYNTAX;
    };
  }

  private void keys(Call call, boolean flags) {
    byte[][] parts = new byte[call.count() - 2][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = call.arguments().copy(i + 2);
    }
    Arguments request = Arguments.of(parts);
    CommandSpec spec = named(request.text(0));
    if (spec != null && !spec.subcommands().isEmpty() && request.count() > 1) {
      spec = named(request.text(0) + "|" + request.text(1));
    }
    if (spec == null) {
      throw new Refused("ERR Invalid command specified");
    }
    if (!spec.takes(request.count())) {
      throw new Refused("ERR Invalid number of arguments specified for command");
    }
    int[] keys = KeyPositions.of(spec, request);
    if (keys.length == 0) {
      boolean none = spec.firstKey() == 0 && !spec.is(Flag.MOVABLEKEYS);
      throw new Refused(
          none
              ? "ERR The command has no key arguments"
              : "ERR Invalid arguments specified for command");
    }
    Reply reply = call.reply();
    reply.array(keys.length);
    for (int key : keys) {
      if (flags) {
        reply.array(2);
        reply.bulk(request.copy(key));
        List<String> use = CommandDocs.keyFlags(spec);
        reply.set(use.size());
        use.forEach(reply::simple);
      } else {
        reply.bulk(request.copy(key));
      }
    }
  }
}
