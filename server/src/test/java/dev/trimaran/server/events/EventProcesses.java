package dev.trimaran.server.events;

import dev.trimaran.server.cluster.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nodes that serve the key-value store and events, each a process; killed and started again. */
final class EventProcesses implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path directory;
  private final List<Integer> ports;
  private final int nodes;
  private final Process[] processes;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  private EventProcesses(Path directory, int nodes, List<Integer> ports) {
    this.directory = directory;
    this.nodes = nodes;
    this.ports = ports;
    this.processes = new Process[nodes];
  }

  /** Starts nodes and waits until each is ready. */
  static EventProcesses start(int nodes) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("trimaran-events-");
    EventProcesses all = new EventProcesses(directory, nodes, free(3 * nodes));
    try {
      for (int node = 0; node < nodes; node++) {
        all.launch(node);
      }
      for (int node = 0; node < nodes; node++) {
        all.awaitReady(node);
      }
      return all;
    } catch (IOException | InterruptedException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private static List<Integer> free(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  /** Where a node serves events. */
  int port(int node) {
    return ports.get(node);
  }

  int nodes() {
    return nodes;
  }

  private String peer(int node) {
    return "127.0.0.1:" + ports.get(nodes + node);
  }

  /** Starts a node over what its directory holds. */
  void launch(int node, String... flags) throws IOException {
    List<String> line = new ArrayList<>(Program.trimaran().command());
    line.set(line.size() - 1, "server");
    line.addAll(List.of("--roles", "kv,events", "--name", "n" + node));
    line.addAll(List.of("--data-dir", directory.resolve("n" + node).toString()));
    line.addAll(List.of("--events-listen", "127.0.0.1:" + port(node)));
    line.addAll(List.of("--listen-client", "127.0.0.1:" + ports.get(2 * nodes + node)));
    line.addAll(List.of("--listen-peer", peer(node), "--initial-cluster"));
    line.add(
        IntStream.range(0, nodes)
            .mapToObj(other -> "n" + other + "=" + peer(other))
            .collect(Collectors.joining(",")));
    line.addAll(List.of(flags));
    processes[node] =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(node).toFile()))
            .start();
  }

  private Path log(int node) {
    return directory.resolve("n" + node + ".log");
  }

  void awaitReady(int node) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        if (get(node, "/health/ready").statusCode() == 204) {
          return;
        }
      } catch (IOException e) {
        // Not there yet.
      }
      if (!processes[node].isAlive() || System.nanoTime() > deadline) {
        throw new IOException("node " + node + " is not ready:\n" + Files.readString(log(node)));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private HttpResponse<String> get(int node, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port(node) + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The node that says of itself that it leads. */
  int leader() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      for (int node = 0; node < nodes; node++) {
        try {
          if (processes[node].isAlive()
              && get(node, "/info").body().contains("\"state\":\"leader\"")) {
            return node;
          }
        } catch (IOException e) {
          // Another may lead.
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new IOException("no node leads");
  }

  /** Kills a node by SIGKILL. */
  void kill(int node) {
    processes[node].destroyForcibly().onExit().join();
  }

  /** Takes a dead node's directory away. */
  void wipe(int node) throws IOException {
    delete(directory.resolve("n" + node));
  }

  private static void delete(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The logs of nodes that are not alive; empty when all are. */
  String obituary() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int node = 0; node < nodes; node++) {
      if (!processes[node].isAlive()) {
        text.append("n").append(node).append(" died:\n").append(Files.readString(log(node)));
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    http.close();
    for (Process process : processes) {
      if (process != null) {
        process.destroyForcibly().onExit().join();
      }
    }
    delete(directory);
  }
}
