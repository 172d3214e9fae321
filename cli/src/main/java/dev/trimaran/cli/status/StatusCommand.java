package dev.trimaran.cli.status;

import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.cli.output.Table;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvException;
import dev.trimaran.raft.client.etcd.StatusResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trimaran status}. */
@Command(
    name = "status",
    description =
        "What each node says of itself: leader, term, log, size; of the cache, and of the events.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  private static final long WATCH_MILLIS = 1000;

  private final Console console;

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--watch", description = "Again every second until Ctrl-C.")
  boolean watch;

  public StatusCommand(Console console) {
    this.console = console;
  }

  /** One endpoint's answer, or why there is none. */
  private sealed interface Report {
    record Answer(StatusResponse status) implements Report {}

    record Silence(KvException reason) implements Report {}
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, KvClient> clients = new LinkedHashMap<>();
    try {
      for (String endpoint : connection.endpoints()) {
        clients.put(endpoint, connection.client(List.of(endpoint)));
      }
      boolean answered = report(clients);
      while (watch && !console.out().checkError()) {
        Thread.sleep(WATCH_MILLIS);
        console.out().println();
        report(clients);
      }
      return answered ? ExitCode.OK.number() : ExitCode.UNREACHABLE.number();
    } finally {
      clients.values().forEach(KvClient::close);
    }
  }

  private boolean report(Map<String, KvClient> clients) {
    Map<String, CompletableFuture<StatusResponse>> asked = new LinkedHashMap<>();
    clients.forEach((endpoint, client) -> asked.put(endpoint, client.status()));
    Map<String, Report> reports = new LinkedHashMap<>();
    asked.forEach((endpoint, status) -> reports.put(endpoint, report(status)));
    Optional<CacheReport> cache = connection.cache().map(this::ask);
    EventsReport events = EventsReport.of(connection.events(), connection.timeout());
    Output answers = output.on(console);
    Map<String, Object> data = data(reports, cache);
    if (!events.isEmpty()) {
      data.put("events", events.data());
    }
    answers.answer(
        data,
        out -> {
          table(reports).print(out);
          cache.ifPresent(report -> report.print(out));
          if (!events.isEmpty()) {
            events.print(out);
          }
        });
    events.silent().values().forEach(answers::error);
    cache.flatMap(CacheReport::error).ifPresent(answers::error);
    boolean answered = reports.values().stream().anyMatch(r -> r instanceof Report.Answer);
    reports.forEach((endpoint, report) -> {
      if (report instanceof Report.Silence(KvException reason)) {
        CliError error = connection.error(reason);
        answers.error(
            new CliError(
                error.exit(), error.code(), endpoint + ": " + reason.text(), error.hint()));
      }
    });
    return answered;
  }

  private CacheReport ask(String endpoint) {
    return CacheReport.of(endpoint, connection.timeout().toNanos() / 1e9);
  }

  private static Report report(CompletableFuture<StatusResponse> status) {
    try {
      return new Report.Answer(KvClient.join(status));
    } catch (KvException e) {
      return new Report.Silence(e);
    }
  }

  private static Map<String, Object> data(
      Map<String, Report> reports, Optional<CacheReport> cache) {
    List<Map<String, Object>> nodes = new ArrayList<>();
    reports.forEach((endpoint, report) -> {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("endpoint", endpoint);
      switch (report) {
        case Report.Answer(StatusResponse status) -> describe(node, status);
        case Report.Silence(KvException reason) -> node.put("unreachable", reason.text());
      }
      nodes.add(node);
    });
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("nodes", nodes);
    cache.ifPresent(report -> data.put("cache", report.data()));
    return data;
  }

  private static void describe(Map<String, Object> node, StatusResponse status) {
    node.put("id", Long.toHexString(status.getHeader().getMemberId()));
    node.put("version", status.getVersion());
    node.put("db_size_bytes", status.getDbSize());
    node.put("is_leader", isLeader(status));
    node.put("is_learner", status.getIsLearner());
    node.put("raft_term", status.getRaftTerm());
    node.put("raft_index", status.getRaftIndex());
    node.put("raft_applied_index", status.getRaftAppliedIndex());
    node.put("errors", List.copyOf(status.getErrorsList()));
  }

  private static boolean isLeader(StatusResponse status) {
    return status.getLeader() != 0 && status.getLeader() == status.getHeader().getMemberId();
  }

  private static Table table(Map<String, Report> reports) {
    Table table =
        new Table(
            "ENDPOINT", "ID", "VERSION", "DB SIZE", "LEADER", "TERM", "INDEX", "APPLIED", "ERRORS");
    reports.forEach((endpoint, report) -> {
      switch (report) {
        case Report.Answer(StatusResponse status) ->
            table.row(
                endpoint,
                Long.toHexString(status.getHeader().getMemberId()),
                status.getVersion(),
                Sizes.text(status.getDbSize()),
                isLeader(status) ? "yes" : "no",
                status.getRaftTerm(),
                status.getRaftIndex(),
                status.getRaftAppliedIndex(),
                String.join("; ", status.getErrorsList()));
        case Report.Silence _ ->
            table.row(endpoint, "-", "-", "-", "-", "-", "-", "-", "unreachable");
      }
    });
    return table;
  }
}
