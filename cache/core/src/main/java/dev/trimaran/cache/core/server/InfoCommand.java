package dev.trimaran.cache.core.server;

import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code INFO}: which sections are asked for. */
final class InfoCommand {

  private static final List<String> USUAL =
      List.of(
          "server",
          "clients",
          "memory",
          "persistence",
          "stats",
          "replication",
          "cpu",
          "modules",
          "errorstats",
          "cluster",
          "keyspace",
          "trimaran");
  private static final List<String> ALL =
      List.of(
          "server",
          "clients",
          "memory",
          "persistence",
          "stats",
          "replication",
          "cpu",
          "modules",
          "commandstats",
          "errorstats",
          "latencystats",
          "cluster",
          "keyspace",
          "trimaran",
          "hotkeys");

  private InfoCommand() {}

  static void register(CommandTable table, Server server) {
    InfoSections sections = new InfoSections(server);
    InfoCounts counts = new InfoCounts(server);
    table.add(
        ServerCommands.spec("info", -1, "1.0.0", LOADING, STALE)
            .does("Tells what the server is and has seen.", "[section [section ...]]")
            .runs(call -> {
              InfoText text = new InfoText(server.administration());
              for (String section : chosen(call)) {
                if (!sections.write(section, text, call)) {
                  counts.write(section, text);
                }
              }
              call.reply().verbatim(text.toString());
            }));
  }

  private static Set<String> chosen(Call call) {
    Set<String> chosen = new LinkedHashSet<>();
    for (int i = 1; i < call.count(); i++) {
      String name = call.arguments().text(i).toLowerCase(Locale.ROOT);
      switch (name) {
        case "all", "everything" -> chosen.addAll(ALL);
        case "default" -> chosen.addAll(USUAL);
        default -> chosen.add(name);
      }
    }
    if (call.count() == 1) {
      chosen.addAll(USUAL);
    }
    Set<String> ordered = new LinkedHashSet<>(ALL);
    ordered.retainAll(chosen);
    return ordered;
  }
}
