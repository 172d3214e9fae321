package dev.trimaran.benchmarks.cluster;

import dev.trimaran.benchmarks.cluster.Rival.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The running nodes of one rival on loopback, on ports that were free a moment ago. */
public final class Cluster implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Rival rival;
  private final Path directory;
  private final List<Member> members;
  private final List<Process> processes = new ArrayList<>();
  private boolean keep;

  private Cluster(Rival rival, Path directory, List<Member> members) {
    this.rival = rival;
    this.directory = directory;
    this.members = members;
  }

  /** Starts the nodes and waits until they have a leader and answer. */
  public static Cluster start(Rival rival, int nodes) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("trimaran-bench-" + rival.name() + "-");
    Cluster cluster = new Cluster(rival, directory, members(nodes));
    try {
      for (int i = 0; i < nodes; i++) {
        cluster.processes.add(cluster.launch(i));
      }
      for (int i = 0; i < nodes; i++) {
        cluster.awaitServing(i);
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.keep = true;
      cluster.close();
      throw e;
    }
  }

  private static List<Member> members(int nodes) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        for (int port = 0; port < 2; port++) {
          held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        members.add(
            new Member(
                "n" + (i + 1), held.get(2 * i).getLocalPort(), held.get(2 * i + 1).getLocalPort()));
      }
      return members;
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private Process launch(int node) throws IOException {
    Member self = members.get(node);
    return new ProcessBuilder(rival.commandLine(self, members, directory.resolve(self.name())))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(node).toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(log(node).toFile()))
        .start();
  }

  private Path log(int node) {
    return directory.resolve(members.get(node).name() + ".log");
  }

  private void awaitServing(int node) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try (Status status = new Status(endpoint(node))) {
      while (status.leader() == 0) {
        if (!processes.get(node).isAlive() || System.nanoTime() > deadline) {
          keep = true;
          throw new IOException(
              rival.name() + " did not start; its output is in " + log(node) + tail(node));
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private String tail(int node) throws IOException {
    List<String> lines = Files.readAllLines(log(node));
    return "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  /** Where a node serves clients, as {@code 127.0.0.1:port}. */
  public String endpoint(int node) {
    return members.get(node).endpoint();
  }

  public List<String> endpoints() {
    return members.stream().map(Member::endpoint).toList();
  }

  /** The node that leads. */
  public int leader() throws IOException {
    for (int i = 0; i < members.size(); i++) {
      try (Status status = new Status(endpoint(i))) {
        if (status.leads()) {
          return i;
        }
      }
    }
    throw new IOException(rival.name() + " has no leader");
  }

  public List<Long> pids() {
    return processes.stream().map(Process::pid).toList();
  }

  /** Leaves logs and data behind when the cluster is closed. */
  public Path keepFiles() {
    keep = true;
    return directory;
  }

  /** Bytes in the data directory of a node. */
  public long diskBytes(int node) throws IOException {
    try (var files = Files.walk(directory.resolve(members.get(node).name()))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /**
   * Stops a node by SIGTERM, starts it again and waits until it serves a linearizable read.
   *
   * @return nanoseconds from the start of the process to the answer
   */
  public long restart(int node) throws IOException, InterruptedException {
    stop(processes.get(node));
    long from = System.nanoTime();
    processes.set(node, launch(node));
    try (Status status = new Status(endpoint(node))) {
      while (!status.answersReads()) {
        if (!processes.get(node).isAlive() || System.nanoTime() - from > START_LIMIT.toNanos()) {
          keep = true;
          throw new IOException(rival.name() + " did not come back; see " + log(node) + tail(node));
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    return System.nanoTime() - from;
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    processes.forEach(Process::destroy);
    processes.forEach(Cluster::stop);
    if (keep) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
