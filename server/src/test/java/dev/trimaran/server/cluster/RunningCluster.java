package dev.trimaran.server.cluster;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Nodes of one program on loopback, each a process with a directory and free ports of its own. */
public final class RunningCluster implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Program program;
  private final Path directory;
  private final List<Integer> clientPorts = new ArrayList<>();
  private final List<Integer> peerPorts = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final Set<Integer> killed = new HashSet<>();

  private RunningCluster(Program program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  /** Starts the nodes and waits until each reports itself healthy. */
  public static RunningCluster start(Program program, int nodes, String... flags)
      throws IOException {
    Path directory = Files.createTempDirectory("trimaran-test-" + program.name() + "-");
    RunningCluster cluster = new RunningCluster(program, directory);
    try {
      cluster.findPorts(nodes);
      for (int node = 0; node < nodes; node++) {
        cluster.processes.add(cluster.launch(node, List.of(flags)));
      }
      for (int node = 0; node < nodes; node++) {
        cluster.awaitHealth(node);
      }
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void findPorts(int nodes) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    for (int i = 0; i < 2 * nodes; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      (i < nodes ? clientPorts : peerPorts).add(socket.getLocalPort());
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
  }

  private Process launch(int node, List<String> flags) throws IOException {
    List<String> peers = new ArrayList<>();
    for (int i = 0; i < peerPorts.size(); i++) {
      peers.add(name(i) + "=http://127.0.0.1:" + peerPorts.get(i));
    }
    String client = "http://127.0.0.1:" + clientPorts.get(node);
    String peer = "http://127.0.0.1:" + peerPorts.get(node);
    List<String> line = new ArrayList<>(program.command());
    line.addAll(List.of("--name", name(node)));
    line.addAll(List.of("--data-dir", directory.resolve(name(node)).toString()));
    line.addAll(List.of("--listen-client-urls", client, "--advertise-client-urls", client));
    line.addAll(List.of("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer));
    line.addAll(List.of("--initial-cluster", String.join(",", peers)));
    line.addAll(List.of("--initial-cluster-token", "test", "--initial-cluster-state", "new"));
    line.addAll(flags);
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(log(node).toFile())
        .start();
  }

  private static String name(int node) {
    return "n" + (node + 1);
  }

  private Path log(int node) {
    return directory.resolve(name(node) + ".log");
  }

  private void awaitHealth(int node) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!healthy(node)) {
      if (!processes.get(node).isAlive() || System.nanoTime() > deadline) {
        throw new IOException(program.name() + " did not start:\n" + tail(node));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private boolean healthy(int node) {
    try {
      var url = URI.create("http://127.0.0.1:" + clientPorts.get(node) + "/health").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(3_000);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** {@code 127.0.0.1:port} of each node's client side. */
  public List<String> endpoints() {
    return clientPorts.stream().map(port -> "127.0.0.1:" + port).toList();
  }

  public String name() {
    return program.name();
  }

  /** Kills a node by SIGKILL; it stays dead. */
  public void kill(int node) {
    Process process = processes.get(node);
    process.destroyForcibly();
    process.onExit().join();
    killed.add(node);
  }

  /** Writes a line to a node's standard input. */
  public void tell(int node, String line) throws IOException {
    var input = processes.get(node).outputWriter();
    input.write(line + "\n");
    input.flush();
  }

  /** The exit code of a node that is expected to end by itself. */
  public int awaitEnd(int node, Duration limit) throws InterruptedException, IOException {
    if (!processes.get(node).waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("still alive:\n" + tail(node));
    }
    killed.add(node);
    return processes.get(node).exitValue();
  }

  /** Waits until a node has printed {@code text}; returns the line. */
  public String awaitLine(int node, String text) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      for (String line : Files.readAllLines(log(node))) {
        if (line.contains(text)) {
          return line;
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("no line with " + text + ":\n" + tail(node));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** The ends of the logs of processes that have died by themselves; empty when all are alive. */
  public String obituary() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int node = 0; node < processes.size(); node++) {
      if (!processes.get(node).isAlive() && !killed.contains(node)) {
        text.append(program.name()).append(' ').append(name(node)).append(" died:\n");
        text.append(tail(node)).append('\n');
      }
    }
    return text.toString();
  }

  private String tail(int node) throws IOException {
    List<String> lines = Files.readAllLines(log(node));
    return "  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  @Override
  public void close() throws IOException {
    for (Process process : processes) {
      process.destroy();
    }
    for (Process process : processes) {
      try {
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
