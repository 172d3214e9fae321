package dev.trimaran.cache.core.server;

import static dev.trimaran.cache.core.command.Flag.ADMIN;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Tally;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;

/** {@code SLOWLOG}, {@code LATENCY} and {@code MONITOR}. */
public final class ObservationCommands {

  private static final Refused BAD_COUNT =
      new Refused("ERR count should be greater than or equal to -1");
  private final CommandTable table;
  private final Slowlog slowlog;
  private final Latencies latencies;

  private ObservationCommands(CommandTable table, Slowlog slowlog, Latencies latencies) {
    this.table = table;
    this.slowlog = slowlog;
    this.latencies = latencies;
  }

  public static void register(
      CommandTable table, Slowlog slowlog, Latencies latencies, Monitors monitors) {
    ObservationCommands all = new ObservationCommands(table, slowlog, latencies);
    all.slowlog();
    all.latency();
    table.add(
        ServerCommands.spec("monitor", 1, "1.0.0", ADMIN, NOSCRIPT, LOADING, STALE)
            .does("Tells the client of every request.", "")
            .runs(call -> {
              if (!call.session().monitor()) { // Redis answers it once.
                monitors.add(call.session());
                call.session().outbox().listening(true);
                call.reply().ok();
              }
            }));
  }

  private static CommandSpec.Draft sub(String name, int arity) {
    return ServerCommands.spec(name, arity, "2.2.12", ADMIN, LOADING, STALE);
  }

  private void slowlog() {
    table.add(
        ServerCommands.spec("slowlog", -2, "2.2.12")
            .does("Tells of requests that took long.", "")
            .with(
                sub("slowlog|get", -2)
                    .does("Tells the last of them.", "[count]")
                    .runs(this::slowest))
            .with(
                sub("slowlog|len", 2)
                    .does("Counts them.", "")
                    .runs(call -> call.reply().integer(slowlog.size())))
            .with(
                sub("slowlog|reset", 2)
                    .does("Forgets them.", "")
                    .runs(call -> {
                      slowlog.clear();
                      call.reply().ok();
                    }))
            .contains());
  }

  private void slowest(Call call) {
    long count = call.count() == 2 ? 10 : call.integer(2, BAD_COUNT);
    if (call.count() > 3 || count < -1) {
      throw BAD_COUNT;
    }
    slowlog.write(call.reply(), count < 0 ? Integer.MAX_VALUE : count);
  }

  private void latency() {
    table.add(
        ServerCommands.spec("latency", -2, "2.8.13")
            .does("Tells of delays.", "")
            .with(sub("latency|latest", 2).does("Tells the last ones.", "").runs(this::latest))
            .with(
                sub("latency|history", 3)
                    .does("Tells those of one event.", "event")
                    .runs(this::history))
            .with(
                sub("latency|reset", -2)
                    .does("Forgets them.", "[event [event ...]]")
                    .runs(this::reset))
            .with(
                sub("latency|histogram", -2)
                    .does("Tells how long commands take.", "[command [command ...]]")
                    .runs(this::histogram))
            .with(
                sub("latency|graph", 3)
                    .does("Draws those of one event.", "event")
                    .runs(this::graph))
            .with(sub("latency|doctor", 2).does("Explains them.", "").runs(this::doctor))
            .contains());
  }

  private void latest(Call call) {
    Reply reply = call.reply();
    reply.array(latencies.all().size());
    latencies
        .all()
        .forEach((event, history) -> {
          reply.array(4);
          reply.bulk(event);
          reply.integer(history.samples.getLast().atSeconds());
          reply.integer(history.samples.getLast().ms());
          reply.integer(history.longestMs);
        });
  }

  private void history(Call call) {
    Latencies.History history = latencies.all().get(call.arguments().text(2));
    Reply reply = call.reply();
    reply.array(history == null ? 0 : history.samples.size());
    if (history != null) {
      history.samples.forEach(sample -> {
        reply.array(2);
        reply.integer(sample.atSeconds());
        reply.integer(sample.ms());
      });
    }
  }

  private void graph(Call call) {
    String event = call.arguments().text(2);
    Latencies.History history = latencies.all().get(event);
    if (history == null) {
      throw new Refused("ERR No samples available for event '%s'".formatted(event));
    }
    call.reply().verbatim(LatencyGraph.of(event, history, call.now() / 1000));
  }

  private void reset(Call call) {
    long before = latencies.all().size();
    if (call.count() == 2) {
      latencies.all().clear();
    }
    for (int i = 2; i < call.count(); i++) {
      latencies.all().remove(call.arguments().text(i));
    }
    call.reply().integer(before - latencies.all().size());
  }

  private void doctor(Call call) {
    if (!latencies.watches()) {
      call.reply()
          .verbatim(
              "Delays are not watched. Set \"CONFIG SET latency-monitor-threshold"
                  + " <milliseconds>\" to keep those that are longer.\n");
      return;
    }
    StringBuilder text = new StringBuilder();
    latencies
        .all()
        .forEach((event, history) ->
            text.append(
                "%s: %d delays, the longest %d ms; see SLOWLOG GET for the requests.\n"
                    .formatted(event, history.samples.size(), history.longestMs)));
    call.reply()
        .verbatim(text.isEmpty() ? "No delay was longer than the threshold.\n" : text.toString());
  }

  private void histogram(Call call) {
    List<CommandSpec> seen = new ArrayList<>();
    for (CommandSpec spec : table.all()) {
      collect(call, spec, spec, seen);
      spec.subcommands().forEach(sub -> collect(call, spec, sub, seen));
    }
    Reply reply = call.reply();
    reply.map(seen.size());
    for (CommandSpec spec : seen) {
      Tally tally = spec.tally();
      int classes = 0;
      while (tally.atMost(classes) < tally.calls()) {
        classes++;
      }
      reply.bulk(spec.name());
      reply.map(2);
      reply.bulk("calls");
      reply.integer(tally.calls());
      reply.bulk("histogram_usec");
      int first = 0;
      while (tally.atMost(first) == 0) {
        first++;
      }
      reply.map(classes - first + 1);
      for (int i = first; i <= classes; i++) {
        reply.integer(1L << i);
        reply.integer(tally.atMost(i));
      }
    }
  }

  private static void collect(
      Call call, CommandSpec container, CommandSpec spec, List<CommandSpec> seen) {
    boolean wanted = call.count() == 2;
    for (int i = 2; i < call.count(); i++) {
      String name = call.arguments().text(i);
      wanted |= spec.name().equalsIgnoreCase(name) || container.name().equalsIgnoreCase(name);
    }
    if (wanted && spec.tally().calls() > 0) {
      seen.add(spec);
    }
  }
}
