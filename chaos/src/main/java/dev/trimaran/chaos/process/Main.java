package dev.trimaran.chaos.process;

import dev.trimaran.chaos.process.cluster.Program;
import dev.trimaran.chaos.process.scenario.FaultRun;
import dev.trimaran.chaos.process.scenario.RunPlan;
import dev.trimaran.chaos.process.scenario.RunReport;
import dev.trimaran.chaos.process.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trimaran chaos SCENARIO}: exit code 0 when nothing is wrong, 1 when something is. */
@Command(
    name = "trimaran chaos",
    mixinStandardHelpOptions = true,
    description = "Breaks real server processes, and judges what clients were told.",
    subcommands = {
      Main.KillLeader.class,
      Main.KillRandom.class,
      Main.KillStorm.class,
      Main.PauseLeader.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      command.getErr().println("trimaran chaos: " + failure.getMessage());
      return 1;
    });
    System.exit(line.execute(args));
  }

  /** What can be tested. */
  enum Target {
    TRIMARAN,
    ETCD
  }

  /** What all scenarios take. */
  static final class Options {

    @Option(
        names = "--target",
        paramLabel = "NAME",
        defaultValue = "trimaran",
        description = "What is tested: trimaran or etcd (default: ${DEFAULT-VALUE}).")
    private Target target = Target.TRIMARAN;

    @Option(
        names = "--nodes",
        paramLabel = "N",
        defaultValue = "3",
        description = "How many (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "60",
        description = "How long nodes are hit (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
        names = "--every",
        paramLabel = "S",
        defaultValue = "5",
        description = "Seconds from one hit to the next, at least (default: ${DEFAULT-VALUE}).")
    private int every;

    @Option(
        names = "--down",
        paramLabel = "S",
        defaultValue = "2",
        description = "Seconds until a killed node is started again (default: ${DEFAULT-VALUE}).")
    private int down;

    @Option(
        names = "--pace",
        paramLabel = "MS",
        defaultValue = "20",
        description = "Milliseconds between puts of new keys (default: ${DEFAULT-VALUE}).")
    private int pace;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Of the clients' choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
        names = "--wipe",
        description =
            "Remove all data when all nodes are killed. The run must fail: this checks the checker.")
    private boolean wipe;

    @Option(
        names = "--keep",
        description = "Leave logs, data and history where they are, even when nothing is wrong.")
    private boolean keep;

    @Option(
        names = "--launcher",
        paramLabel = "PATH",
        defaultValue = "${sys:trimaran.launcher:-trimaran}",
        description = "The trimaran script that starts nodes (default: the one that runs this).")
    private Path launcher = Path.of("trimaran");

    @Option(
        names = "--directory",
        paramLabel = "PATH",
        defaultValue = "${sys:java.io.tmpdir}",
        description = "Where logs and data go; removed unless the run fails (see --keep).")
    private Path directory = Path.of("");

    @Parameters(
        arity = "0..*",
        paramLabel = "FLAG",
        description = "After --: further flags of etcd for every node.")
    private List<String> flags = List.of();

    RunPlan plan(Scenario scenario) {
      Program program =
          switch (target) {
            case TRIMARAN -> Program.trimaran(launcher);
            case ETCD -> Program.etcd();
          };
      return RunPlan.of(
              scenario, program.with(flags), nodes, Duration.ofSeconds(seconds), directory)
          .withTimes(Duration.ofSeconds(every), Duration.ofSeconds(down), Duration.ofMillis(pace))
          .withSeed(seed)
          .withWipe(wipe)
          .withKeep(keep);
    }
  }

  private static int run(Options options, Scenario scenario, CommandSpec spec)
      throws IOException, InterruptedException {
    RunReport report = FaultRun.run(options.plan(scenario));
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    out.flush();
    return report.ok() ? 0 : 1;
  }

  @Command(
      name = "kill-leader",
      mixinStandardHelpOptions = true,
      description = "SIGKILLs the leader every few seconds, at last all nodes at once.")
  static final class KillLeader implements Callable<Integer> {

    @Mixin private final Options options = new Options();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run(options, Scenario.KILL_LEADER, spec);
    }
  }

  @Command(
      name = "kill-random",
      mixinStandardHelpOptions = true,
      description = "SIGKILLs any node every few seconds, at last all nodes at once.")
  static final class KillRandom implements Callable<Integer> {

    @Mixin private final Options options = new Options();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run(options, Scenario.KILL_RANDOM, spec);
    }
  }

  @Command(
      name = "kill-storm",
      mixinStandardHelpOptions = true,
      description = "SIGKILLs nodes faster than they return, majorities too.")
  static final class KillStorm implements Callable<Integer> {

    @Mixin private final Options options = new Options();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run(options, Scenario.KILL_STORM, spec);
    }
  }

  @Command(
      name = "pause-leader",
      mixinStandardHelpOptions = true,
      description = "SIGSTOPs the leader for five seconds, again and again; at last kills all.")
  static final class PauseLeader implements Callable<Integer> {

    @Mixin private final Options options = new Options();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run(options, Scenario.PAUSE_LEADER, spec);
    }
  }
}
