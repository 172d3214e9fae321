package dev.trimaran.cli.cluster;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trimaran logs}. */
@Command(
    name = "logs",
    description = "Prints what a node of a local cluster has logged.",
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

  private static final long POLL_MILLIS = 200;

  private final Console console;

  @Mixin private final DirectoryOption directory = new DirectoryOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on printing as the node logs more, until Ctrl-C.")
  boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "100",
      description = "Start N lines before the end; 0 for all (default: 100).")
  int lines = 100;

  @Parameters(paramLabel = "NODE", description = "n1, n2, ...")
  String node = "";

  public LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterDirectory cluster = directory.open();
    Path log = cluster.log(cluster.member(node));
    if (!Files.exists(log)) {
      throw new CliError(
          ExitCode.NOT_FOUND, "NO_LOG", node + " has not logged yet: no " + log, "trimaran up");
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      printTail(file);
      while (follow && !console.out().checkError()) {
        Thread.sleep(POLL_MILLIS);
        if (file.length() < file.getFilePointer()) {
          file.seek(0);
        }
        printRest(file);
      }
    }
    return ExitCode.OK.number();
  }

  private void printTail(RandomAccessFile file) throws IOException {
    Deque<String> tail = new ArrayDeque<>();
    String line;
    while ((line = file.readLine()) != null) {
      tail.addLast(line);
      if (lines > 0 && tail.size() > lines) {
        tail.removeFirst();
      }
    }
    tail.forEach(this::print);
    console.out().flush();
  }

  private void printRest(RandomAccessFile file) throws IOException {
    String line;
    while ((line = file.readLine()) != null) {
      print(line);
    }
    console.out().flush();
  }

  private void print(String latin) {
    // readLine gives one char for each byte.
    String line = new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    output.on(console).answer(Map.of("node", node, "line", line), line);
  }
}
