package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.cli.output.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trimaran ps}. */
@Command(
    name = "ps",
    description = "Lists the nodes of a local cluster: running, stopped, or dead.",
    mixinStandardHelpOptions = true)
public final class PsCommand implements Runnable {

  private final Console console;

  @Mixin private final DirectoryOption directory = new DirectoryOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  public PsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    ClusterDirectory cluster = directory.open();
    List<Map<String, Object>> nodes = new ArrayList<>();
    Table table =
        new Table("NAME", "STATE", "PID", "UPTIME", "CLIENT", "PEER", "CACHE", "EVENTS", "LOG");
    for (Member member : cluster.existing().members()) {
      NodeProcess process = cluster.process(member);
      String state = process.state().name().toLowerCase(Locale.ROOT);
      Optional<ProcessHandle> handle = process.running();
      Optional<Long> seconds = handle.flatMap(PsCommand::uptime).map(Duration::toSeconds);
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("name", member.name());
      node.put("state", state);
      handle.ifPresent(h -> node.put("pid", h.pid()));
      seconds.ifPresent(s -> node.put("uptime_seconds", s));
      node.put("client", member.client());
      node.put("peer", member.peer());
      if (member.cachePort() != 0) {
        node.put("cache", member.cache());
      }
      if (member.eventsPort() != 0) {
        node.put("events", member.events());
      }
      node.put("log", cluster.log(member).toString());
      nodes.add(node);
      table.row(
          member.name(),
          state,
          handle.map(h -> Long.toString(h.pid())).orElse("-"),
          seconds.map(s -> s + "s").orElse("-"),
          member.client(),
          member.peer(),
          member.cachePort() == 0 ? "-" : member.cache(),
          member.eventsPort() == 0 ? "-" : member.events(),
          cluster.log(member));
    }
    output.on(console).answer(Map.of("nodes", nodes), table::print);
  }

  private static Optional<Duration> uptime(ProcessHandle handle) {
    return handle.info().startInstant().map(start -> Duration.between(start, Instant.now()));
  }
}
