package dev.trimaran.cache.core.server;

import static dev.trimaran.cache.core.command.Flag.ADMIN;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.scan.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code CONFIG}. */
final class ConfigCommands {

  private final Server server;

  private ConfigCommands(Server server) {
    this.server = server;
  }

  static void register(CommandTable table, Server server) {
    ConfigCommands all = new ConfigCommands(server);
    table.add(
        CommandSpec.named("config")
            .arity(-2)
            .group(Group.SERVER, "2.0.0")
            .does("Tells and changes parameters.", "")
            .with(
                spec("get", -3)
                    .does("Tells parameters.", "parameter [parameter ...]")
                    .runs(all::get))
            .with(
                spec("set", -4)
                    .does("Changes parameters.", "parameter value [parameter value ...]")
                    .runs(all::set))
            .with(spec("resetstat", 2).does("Begins to count anew.", "").runs(all::resetStat))
            .with(
                spec("rewrite", 2)
                    .does("Writes the parameters to the file they came from.", "")
                    .runs(all::rewrite))
            .contains());
  }

  private static CommandSpec.Draft spec(String name, int arity) {
    return CommandSpec.named("config|" + name)
        .arity(arity)
        .flags(ADMIN, NOSCRIPT, LOADING, STALE)
        .group(Group.SERVER, "2.0.0");
  }

  private void get(Call call) {
    Map<String, String> found = new TreeMap<>();
    for (int i = 2; i < call.count(); i++) {
      String wanted = call.arguments().text(i).toLowerCase(Locale.ROOT);
      View pattern = new View().of(wanted.getBytes(StandardCharsets.UTF_8));
      for (String name : server.settings().names()) {
        View text = new View().of(name.getBytes(StandardCharsets.UTF_8));
        if (name.equals(wanted) || Pattern.matches(pattern, text)) {
          found.put(name, server.settings().text(name));
        }
      }
    }
    Reply reply = call.reply();
    reply.map(found.size());
    found.forEach((name, value) -> {
      reply.bulk(name);
      reply.bulk(value);
    });
  }

  private void set(Call call) {
    if (call.count() % 2 != 0) {
      throw Refusals.SYNTAX;
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 2; i < call.count(); i += 2) {
      if (values.put(call.arguments().text(i), call.arguments().text(i + 1)) != null) {
        throw new Refused(
            "ERR CONFIG SET failed (possibly related to argument '%s') - duplicate parameter"
                .formatted(call.arguments().text(i)));
      }
    }
    server.settings().change(values);
    call.reply().ok();
  }

  private void resetStat(Call call) {
    server.counters().reset();
    server.databases().resetCounters();
    server.sessions().resetCounters();
    server.administration().resetCounters();
    for (CommandSpec spec : server.table().all()) {
      spec.tally().reset();
      spec.subcommands().forEach(sub -> sub.tally().reset());
    }
    call.reply().ok();
  }

  private void rewrite(Call call) {
    String obstacle = server.administration().rewriteConfig();
    if (!obstacle.isEmpty()) {
      throw new Refused(obstacle);
    }
    call.reply().ok();
  }
}
