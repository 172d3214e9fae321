package dev.trimaran.benchmarks.cluster;

import dev.trimaran.benchmarks.cluster.Rival.Member;
import dev.trimaran.benchmarks.process.FreePorts;
import dev.trimaran.benchmarks.process.Scratch;
import dev.trimaran.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The running nodes of one rival on loopback, on ports that were free a moment ago. */
public final class Cluster implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final Rival rival;
  private final Scratch scratch;
  private final List<Member> members;
  private final List<ServerProcess> processes = new ArrayList<>();

  private Cluster(Rival rival, Scratch scratch, List<Member> members) {
    this.rival = rival;
    this.scratch = scratch;
    this.members = members;
  }

  /** Starts the nodes and waits until they have a leader and answer. */
  public static Cluster start(Rival rival, int nodes) throws IOException, InterruptedException {
    Scratch scratch = Scratch.create("trimaran-bench-" + rival.name() + "-");
    Cluster cluster = new Cluster(rival, scratch, members(nodes));
    try {
      for (int i = 0; i < nodes; i++) {
        cluster.processes.add(cluster.launch(i));
      }
      for (int i = 0; i < nodes; i++) {
        cluster.awaitServing(i);
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      scratch.keep();
      cluster.close();
      throw e;
    }
  }

  private static List<Member> members(int nodes) throws IOException {
    List<Integer> ports = FreePorts.pick(2 * nodes);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      members.add(new Member("n" + (i + 1), ports.get(2 * i), ports.get(2 * i + 1)));
    }
    return members;
  }

  private ServerProcess launch(int node) throws IOException {
    Member self = members.get(node);
    return ServerProcess.start(
        rival.commandLine(self, members, scratch.directory().resolve(self.name())),
        scratch.directory().resolve(self.name() + ".log"));
  }

  private void awaitServing(int node) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try (Status status = new Status(endpoint(node))) {
      while (status.leader() == 0) {
        if (!processes.get(node).isAlive() || System.nanoTime() > deadline) {
          throw new IOException(rival.name() + " did not start" + output(node));
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private String output(int node) throws IOException {
    scratch.keep();
    ServerProcess process = processes.get(node);
    return "; its output is in " + process.log() + process.tail();
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
    return processes.stream().map(ServerProcess::pid).toList();
  }

  /** Leaves logs and data behind when the cluster is closed. */
  public Path keepFiles() {
    return scratch.keep();
  }

  /** Bytes in the data directory of a node. */
  public long diskBytes(int node) throws IOException {
    try (var files = Files.walk(scratch.directory().resolve(members.get(node).name()))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /**
   * Stops a node by SIGTERM, starts it again and waits until it serves a linearizable read.
   *
   * @return nanoseconds from the start of the process to the answer
   */
  public long restart(int node) throws IOException, InterruptedException {
    processes.get(node).stop();
    long from = System.nanoTime();
    processes.set(node, launch(node));
    try (Status status = new Status(endpoint(node))) {
      while (!status.answersReads()) {
        if (!processes.get(node).isAlive() || System.nanoTime() - from > START_LIMIT.toNanos()) {
          throw new IOException(rival.name() + " did not come back" + output(node));
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    return System.nanoTime() - from;
  }

  @Override
  public void close() throws IOException {
    processes.forEach(ServerProcess::askToStop);
    processes.forEach(ServerProcess::stop);
    scratch.close();
  }
}
