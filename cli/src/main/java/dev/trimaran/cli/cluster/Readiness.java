package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvClientConfig;
import dev.trimaran.raft.client.KvException;
import dev.trimaran.raft.client.etcd.StatusResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Waits until every node serves: each answers a linearizable read, of each store it has. */
final class Readiness {

  private static final String PROBE_KEY = "health";
  private static final Duration ATTEMPT = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 20;

  /** Who leads, by the report of the node itself. */
  record Leader(String name, long term) {}

  private final ClusterDirectory cluster;
  private final Layout layout;
  private final Map<Member, Process> started;

  Readiness(ClusterDirectory cluster, Layout layout, Map<Member, Process> started) {
    this.cluster = cluster;
    this.layout = layout;
    this.started = started;
  }

  /** Waits up to {@code limit}; an error names the node that does not serve, and its last words. */
  Leader await(Duration limit) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    List<Probe> probes = layout.members().stream().map(Probe::of).toList();
    try {
      for (Probe probe : probes) {
        awaitRead(probe, deadline);
      }
      for (Member member : layout.members()) {
        if (member.eventsPort() != 0) {
          awaitEvents(member, deadline);
        }
      }
      return awaitLeader(probes, deadline);
    } finally {
      probes.forEach(probe -> probe.client().close());
    }
  }

  /** A member, asked alone. */
  private record Probe(Member member, KvClient client) {

    static Probe of(Member member) {
      List<String> endpoint = List.of(member.client());
      return new Probe(member, KvClient.connect(KvClientConfig.of(endpoint).withTimeout(ATTEMPT)));
    }
  }

  private void awaitRead(Probe probe, long deadline) throws InterruptedException, IOException {
    while (true) {
      try {
        KvClient.join(probe.client().get(PROBE_KEY));
        return;
      } catch (KvException e) {
        pause(probe.member(), e.text(), deadline);
      }
    }
  }

  private void awaitEvents(Member member, long deadline) throws InterruptedException, IOException {
    URI ready = URI.create("http://" + member.events() + "/health/ready");
    HttpRequest question = HttpRequest.newBuilder(ready).timeout(ATTEMPT).build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ATTEMPT)
            .build()) {
      while (true) {
        String why;
        try {
          int status = client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode();
          if (status < 300) {
            return;
          }
          why = ready + " answers " + status;
        } catch (IOException e) {
          why = ready + ": " + e;
        }
        pause(member, why, deadline);
      }
    }
  }

  /** The member that says of itself that it leads; there may be none for a moment. */
  private Leader awaitLeader(List<Probe> probes, long deadline)
      throws InterruptedException, IOException {
    while (true) {
      for (Probe probe : probes) {
        try {
          StatusResponse status = KvClient.join(probe.client().status());
          if (status.getLeader() != 0 && status.getLeader() == status.getHeader().getMemberId()) {
            return new Leader(probe.member().name(), status.getRaftTerm());
          }
        } catch (KvException e) {
          pause(probe.member(), e.text(), deadline);
        }
      }
      pause(layout.members().getFirst(), "no leader", deadline);
    }
  }

  private void pause(Member member, String why, long deadline)
      throws InterruptedException, IOException {
    for (Map.Entry<Member, Process> entry : started.entrySet()) {
      if (!entry.getValue().isAlive()) {
        throw new CliError(
            ExitCode.FAILED,
            "NODE_EXITED",
            "%s stopped with code %d:\n%s"
                .formatted(
                    entry.getKey().name(), entry.getValue().exitValue(), lastWords(entry.getKey())),
            "its whole log: " + cluster.log(entry.getKey()));
      }
    }
    if (System.nanoTime() >= deadline) {
      throw new CliError(
          ExitCode.FAILED,
          "NOT_SERVING",
          member.name() + " does not serve yet: " + why,
          "the nodes go on running: see trimaran ps, trimaran logs "
              + member.name()
              + ", or wait longer with --timeout");
    }
    Thread.sleep(PAUSE_MILLIS);
  }

  private String lastWords(Member member) throws IOException {
    Path log = cluster.log(member);
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()))
        .indent(4)
        .stripTrailing();
  }
}
