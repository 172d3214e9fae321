package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trimaran down}. */
@Command(
    name = "down",
    description = "Stops the nodes of a local cluster; their data stays.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

  /** How often the processes are looked at while they stop. */
  private static final long POLL_MILLIS = 20;

  private final Console console;

  @Mixin private final DirectoryOption directory = new DirectoryOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for a graceful stop (default: 30).")
  int timeoutSeconds = 30;

  @Option(names = "--force", description = "Kill the nodes that have not stopped by then.")
  boolean force;

  public DownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterDirectory cluster = directory.open();
    Map<Member, ProcessHandle> running = new LinkedHashMap<>();
    for (Member member : cluster.existing().members()) {
      NodeProcess process = cluster.process(member);
      process.running().ifPresent(handle -> running.put(member, handle));
      if (process.state() == NodeProcess.State.DEAD) {
        process.forget();
      }
    }
    running.values().forEach(ProcessHandle::destroy);
    Map<Member, ProcessHandle> stubborn = await(cluster, running);
    if (force && !stubborn.isEmpty()) {
      stubborn.values().forEach(ProcessHandle::destroyForcibly);
      stubborn = await(cluster, running);
    }
    List<String> stopped = new ArrayList<>();
    for (Member member : running.keySet()) {
      if (!stubborn.containsKey(member)) {
        cluster.process(member).forget();
        stopped.add(member.name());
      }
    }
    if (!stubborn.isEmpty()) {
      String names = String.join(", ", stubborn.keySet().stream().map(Member::name).toList());
      throw new CliError(
          ExitCode.FAILED,
          "STILL_RUNNING",
          names + " did not stop within " + timeoutSeconds + " s",
          "trimaran down --force kills what does not stop");
    }
    String line =
        stopped.isEmpty()
            ? "nothing was running in " + cluster.path()
            : "stopped " + String.join(", ", stopped);
    output.on(console).answer(Map.of("stopped", stopped), line);
    return ExitCode.OK.number();
  }

  /** Waits until all have stopped, up to the time limit; returns those that have not. */
  private Map<Member, ProcessHandle> await(
      ClusterDirectory cluster, Map<Member, ProcessHandle> running) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    Map<Member, ProcessHandle> left = new LinkedHashMap<>(running);
    while (true) {
      left.entrySet()
          .removeIf(entry -> !cluster.process(entry.getKey()).isRunning(entry.getValue()));
      if (left.isEmpty() || System.nanoTime() >= deadline) {
        return left;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
