package dev.trimaran.chaos.process.cluster;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.client.etcd.StatusResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Servers of one program on loopback. They die with this process, by {@link #close} or, on Ctrl-C,
 * by a shutdown hook. Used by one thread, but for {@link #close}.
 */
public final class ClusterUnderTest implements AutoCloseable {

  private static final long POLL_MILLIS = 50;

  private final Program program;
  private final Path directory;
  private final List<ServerProcess> servers = new ArrayList<>();
  private final List<NodeProbe> probes = new ArrayList<>();
  private final Thread hook = new Thread(this::vanish, "chaos-last-kill");

  private ClusterUnderTest(Program program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  /**
   * Starts the servers, without waiting for them.
   *
   * @param directory where the cluster's own directory is made
   */
  public static ClusterUnderTest start(Program program, int nodes, Path directory)
      throws IOException {
    Checks.argument(nodes >= 1, "a cluster has at least one node");
    Path home = Files.createTempDirectory(directory, "trimaran-chaos-" + program.name() + "-");
    ClusterUnderTest cluster = new ClusterUnderTest(program, home);
    Runtime.getRuntime().addShutdownHook(cluster.hook);
    List<Member> members = freePlaces(nodes);
    for (Member member : members) {
      cluster.servers.add(
          new ServerProcess(
              member,
              program.commandLine(member, members, cluster.data(member)),
              program.environment(),
              home.resolve(member.name() + ".log")));
      cluster.probes.add(new NodeProbe(member.endpoint()));
    }
    cluster.servers.forEach(ServerProcess::start);
    return cluster;
  }

  private static List<Member> freePlaces(int nodes) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * nodes; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      for (int i = 0; i < nodes; i++) {
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

  /** Where logs and data are. */
  public Path directory() {
    return directory;
  }

  public Program program() {
    return program;
  }

  public List<ServerProcess> servers() {
    return List.copyOf(servers);
  }

  public List<String> endpoints() {
    return servers.stream().map(server -> server.member().endpoint()).toList();
  }

  public NodeProbe probe(ServerProcess server) {
    return probes.get(servers.indexOf(server));
  }

  /** The server that says it leads, in the highest term if several say so. */
  public Optional<ServerProcess> leader() {
    ServerProcess leader = null;
    long term = -1;
    for (ServerProcess server : servers) {
      Optional<StatusResponse> status =
          server.isAlive() ? probe(server).status() : Optional.empty();
      if (status.isPresent()
          && status.get().getLeader() != 0
          && status.get().getLeader() == status.get().getHeader().getMemberId()
          && status.get().getRaftTerm() > term) {
        leader = server;
        term = status.get().getRaftTerm();
      }
    }
    return Optional.ofNullable(leader);
  }

  /**
   * Waits until every server answers and knows a leader.
   *
   * @throws NoService when one does not in time, or has died by itself
   */
  public void awaitAll(Duration limit) throws InterruptedException {
    for (ServerProcess server : servers) {
      awaitAnswer(server, limit);
    }
  }

  /** Waits until {@code server} answers and knows a leader. */
  public void awaitAnswer(ServerProcess server, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (probe(server).status().filter(status -> status.getLeader() != 0).isEmpty()) {
      if (!server.isAlive()) {
        throw new NoService(server.member().name() + " died by itself:\n" + tail(server));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new NoService(
            server.member().name() + " knows no leader after " + limit.toSeconds() + " s");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Waits until one says it leads. */
  public ServerProcess awaitLeader(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<ServerProcess> leader = leader();
    while (leader.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new NoService("no server leads after " + limit.toSeconds() + " s");
      }
      Thread.sleep(POLL_MILLIS);
      leader = leader();
    }
    return leader.get();
  }

  /** Removes what a dead server stored. */
  public void wipe(ServerProcess server) throws IOException {
    Checks.that(!server.isAlive(), "only a dead server is wiped");
    delete(data(server.member()));
  }

  private Path data(Member member) {
    return directory.resolve(member.name());
  }

  /** The end of a server's log. */
  public String tail(ServerProcess server) {
    try {
      List<String> lines = Files.readAllLines(server.log());
      return "  "
          + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "  (its log cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Removes logs and data; the servers must be gone. */
  public void deleteFiles() throws IOException {
    delete(directory);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> paths;
    try (var walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  private void killForGood() {
    servers.forEach(ServerProcess::close);
    servers.forEach(ServerProcess::awaitDeath);
  }

  /** Somebody broke the run off: nothing of it is left. */
  private void vanish() {
    killForGood();
    try {
      deleteFiles();
    } catch (IOException _) {
      // Whoever writes there too finds it; nobody is left to be told.
    }
  }

  /** Kills every server and waits until all are gone. The files stay. */
  @Override
  public void close() {
    killForGood();
    probes.forEach(NodeProbe::close);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM ends, and the hook with it.
    }
  }
}
