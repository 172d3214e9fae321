package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trimaran up}. */
@Command(
    name = "up",
    description = {
      "Starts a local cluster of real processes, and returns when every node serves.",
      "In a directory that already holds a cluster it starts the nodes that are not running."
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final DirectoryOption directory = new DirectoryOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Number of nodes, 1 to 9 (default: 3).")
  @Nullable Integer nodes;

  @Option(
      names = "--port-base",
      paramLabel = "P",
      description = {
        "Client port of node 1; its peer port is P+1, and node i adds 10(i-1) to both",
        "(default: 2379)."
      })
  @Nullable Integer portBase;

  @Option(
      names = "--cache-port",
      paramLabel = "P",
      description = "Port of the cache, which node 1 serves (default: --port-base + 4000, 6379).")
  @Nullable Integer cachePort;

  @Option(names = "--no-cache", description = "Serve no cache.")
  boolean noCache;

  @Option(
      names = "--events-port",
      paramLabel = "P",
      description = {
        "Port of the event store on node 1; node i adds 10(i-1)",
        "(default: --port-base - 266, 2113)."
      })
  @Nullable Integer eventsPort;

  @Option(names = "--no-events", description = "Serve no event store.")
  boolean noEvents;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address that all nodes listen on (default: 127.0.0.1).")
  @Nullable String host;

  @Option(
      names = "--insecure",
      description = "Allow an address that other machines can reach, unencrypted, without login.")
  boolean insecure;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait until every node serves (default: 60).")
  int timeoutSeconds = 60;

  @Parameters(
      paramLabel = "SERVER_FLAG",
      arity = "0..*",
      description =
          "After --, flags handed to each node that is started; see trimaran server --help.")
  List<String> serverFlags = List.of();

  public UpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Output answers = output.on(console);
    ClusterDirectory cluster = directory.open();
    Files.createDirectories(cluster.path());
    try (FileChannel lock =
        FileChannel.open(
            cluster.path().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        throw new CliError(
            ExitCode.FAILED,
            "BUSY",
            "another trimaran up works on " + cluster.path(),
            "wait for it, or choose another --dir");
      }
      start(cluster, answers);
    }
    return ExitCode.OK.number();
  }

  private void start(ClusterDirectory cluster, Output answers)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Layout layout = layout(cluster.layout());
    List<Member> absent =
        layout.members().stream()
            .filter(member -> cluster.process(member).state() != NodeProcess.State.RUNNING)
            .toList();
    Ports.requireFree(layout, absent);
    cluster.write(layout);
    Spawner spawner = new Spawner(cluster, layout, serverFlags);
    Map<Member, Process> started = new LinkedHashMap<>();
    for (Member member : absent) {
      answers.progress("starting " + member.name() + " ...");
      started.put(member, spawner.start(member));
    }
    Duration limit = Duration.ofSeconds(timeoutSeconds);
    Readiness.Leader leader = new Readiness(cluster, layout, started).await(limit);
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<String> names = started.keySet().stream().map(Member::name).toList();
    new UpSummary(cluster, layout, names, leader, seconds).answer(answers);
  }

  /** The layout to start: the one that is there, if the flags do not ask for another. */
  private Layout layout(Optional<Layout> existing) {
    if (existing.isEmpty()) {
      int base = portBase == null ? Layout.DEFAULT_PORT_BASE : portBase;
      int cache = cachePort == null ? Layout.cachePort(base) : cachePort;
      int events = eventsPort == null ? Layout.eventsPort(base) : eventsPort;
      Layout layout =
          new Layout(
              nodes == null ? 3 : nodes,
              host == null ? "127.0.0.1" : host,
              base,
              noCache ? 0 : cache,
              noEvents ? 0 : events);
      requireLoopback(layout);
      return layout;
    }
    Layout layout = existing.get();
    List<String> different = new ArrayList<>();
    if (nodes != null && nodes != layout.nodes()) {
      different.add("--nodes " + layout.nodes());
    }
    if (portBase != null && portBase != layout.portBase()) {
      different.add("--port-base " + layout.portBase());
    }
    if (cachePort != null && cachePort != layout.cachePort()) {
      different.add("--cache-port " + layout.cachePort());
    }
    if (eventsPort != null && eventsPort != layout.eventsPort()) {
      different.add("--events-port " + layout.eventsPort());
    }
    if (host != null && !host.equals(layout.host())) {
      different.add("--host " + layout.host());
    }
    if (!different.isEmpty()) {
      throw new CliError(
          ExitCode.NOT_FOUND,
          "OTHER_LAYOUT",
          directory.path + " already holds a cluster with " + String.join(" ", different),
          "leave these flags out to start that cluster, or choose another --dir");
    }
    return layout;
  }

  private void requireLoopback(Layout layout) {
    try {
      if (!insecure && !InetAddress.getByName(layout.host()).isLoopbackAddress()) {
        throw new CliError(
            ExitCode.USAGE,
            "NOT_LOOPBACK",
            "--host " + layout.host() + " would let other machines in, unencrypted, without login",
            "leave --host out, or add --insecure if the network is yours alone");
      }
    } catch (IOException e) {
      throw new CliError(
          ExitCode.USAGE,
          "BAD_HOST",
          "--host " + layout.host() + " is no address of this machine: " + e.getMessage(),
          "--host 127.0.0.1");
    }
  }
}
