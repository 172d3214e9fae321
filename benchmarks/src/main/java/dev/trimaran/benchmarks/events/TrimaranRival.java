package dev.trimaran.benchmarks.events;

import dev.trimaran.benchmarks.load.LoadGenerator;
import dev.trimaran.benchmarks.load.LoadResult;
import dev.trimaran.benchmarks.load.LoadShape;
import dev.trimaran.benchmarks.load.Workload;
import dev.trimaran.benchmarks.process.FreePorts;
import dev.trimaran.benchmarks.process.ProgramVersion;
import dev.trimaran.benchmarks.process.Scratch;
import dev.trimaran.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One Trimaran node or three, asked over KurrentDB's protocol at the leader. */
final class TrimaranRival implements EventRival {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration ASK_LIMIT = Duration.ofSeconds(2);
  private static final Duration FILL_LIMIT = Duration.ofMinutes(10);
  private static final int FILLERS = 16;

  private final Scratch scratch;
  private final List<Integer> ports;
  private final List<ServerProcess> processes = new ArrayList<>();
  private final LoadGenerator generator = new LoadGenerator();
  private String leader = "";
  private EventsPlan plan = new EventsPlan(1, 1, 0, List.of(), 1, EventsPlan.STREAM_EVENTS);
  private int runs;

  private TrimaranRival(Scratch scratch, List<Integer> ports) {
    this.scratch = scratch;
    this.ports = ports;
  }

  /**
   * This project's own server.
   *
   * @param launcher path of the launcher; empty means the one that started this process
   */
  static EventProgram program(String name, String launcher, int nodes) throws IOException {
    String path = ProgramVersion.launcher(launcher);
    String version = ProgramVersion.firstLine(List.of(path, "--version"));
    return new EventProgram(name, version + ", nodes: " + nodes, () -> start(path, nodes));
  }

  private static TrimaranRival start(String launcher, int nodes)
      throws IOException, InterruptedException {
    Scratch scratch = Scratch.create("trimaran-bench-events-");
    List<Integer> picked = FreePorts.pick(2 * nodes);
    List<Integer> ports = picked.subList(0, nodes);
    var rival = new TrimaranRival(scratch, ports);
    try {
      for (int i = 0; i < nodes; i++) {
        rival.processes.add(
            ServerProcess.start(
                commandLine(launcher, i, picked, scratch.directory()),
                scratch.directory().resolve("n" + (i + 1) + ".log")));
      }
      rival.leader = rival.awaitLeader();
      return rival;
    } catch (IOException | InterruptedException | RuntimeException e) {
      scratch.keep();
      rival.close();
      throw e;
    }
  }

  private static List<String> commandLine(
      String launcher, int node, List<Integer> ports, Path directory) {
    int nodes = ports.size() / 2;
    String members =
        Stream.iterate(0, i -> i < nodes, i -> i + 1)
            .map(i -> "n" + (i + 1) + "=127.0.0.1:" + ports.get(nodes + i))
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    String name = "n" + (node + 1);
    return List.of(
        launcher,
        "server",
        "--roles",
        "events",
        "--name",
        name,
        "--data-dir",
        directory.resolve(name).toString(),
        "--events-listen",
        "127.0.0.1:" + ports.get(node),
        "--listen-peer",
        "127.0.0.1:" + ports.get(nodes + node),
        "--initial-cluster",
        members);
  }

  private String awaitLeader() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      for (int port : ports) {
        if (leads(port)) {
          return "127.0.0.1:" + port;
        }
      }
      for (ServerProcess process : processes) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(
              "did not start; its output is in " + process.log() + process.tail());
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** A leader's answer is 2xx at this address, another's is not. */
  private static boolean leads(int port) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/info"))
              .timeout(ASK_LIMIT)
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().toLowerCase().contains("leader");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean does(EventRow row) {
    return true;
  }

  @Override
  public void fill(EventsPlan asked) throws IOException, InterruptedException {
    this.plan = asked;
    LoadResult filled =
        generator.runCalls(
            new Requests.Fill(asked.dataBytes()),
            shape(Math.min(FILLERS, asked.filledStreams())),
            asked.filledStreams(),
            FILL_LIMIT);
    if (filled.errors() > 0) {
      throw new IOException("an append was refused: " + filled.firstError());
    }
  }

  /** A connection for each client up to 16: a batch has to fit what a server takes unasked. */
  private LoadShape shape(int clients) {
    return new LoadShape(List.of(leader), Math.min(clients, FILLERS), clients);
  }

  @Override
  public LoadResult run(EventRow row, Duration ramp, Duration window, LoadGenerator.Probe probe)
      throws InterruptedException {
    runs++;
    return generator.run(workload(row), shape(row.clients()), ramp, window, probe);
  }

  private Workload workload(EventRow row) {
    return switch (row.kind()) {
      case APPEND ->
          new Requests.Appends("run" + runs, row.clients(), row.events(), plan.dataBytes());
      case READ -> new Requests.Reads(plan.filledStreams(), row.events(), plan.dataBytes());
      case CATCH_UP -> new Requests.Reads(0, row.events(), plan.dataBytes());
    };
  }

  @Override
  public List<Long> pids() {
    return processes.stream().map(ServerProcess::pid).toList();
  }

  @Override
  public Path keepFiles() {
    return scratch.keep();
  }

  @Override
  public void close() throws IOException {
    generator.close();
    processes.forEach(ServerProcess::askToStop);
    processes.forEach(ServerProcess::stop);
    scratch.close();
  }
}
