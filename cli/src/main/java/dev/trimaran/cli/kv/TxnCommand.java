package dev.trimaran.cli.kv;

import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trimaran kv txn}. */
@Command(
    name = "txn",
    description = {
      "Compares, and does one thing or the other, all at once.",
      "Without --if, --then and --else it reads standard input as etcdctl does: comparisons, an",
      "empty line, operations if they hold, an empty line, operations if not, an empty line."
    },
    mixinStandardHelpOptions = true)
public final class TxnCommand implements Runnable {

  private final Console console;

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--if",
      paramLabel = "COMPARE",
      description = "A comparison, such as 'mod(\"key\") = \"0\"'; may be repeated.")
  List<String> compares = new ArrayList<>();

  @Option(
      names = "--then",
      paramLabel = "OPERATION",
      description = "An operation if all hold, such as 'put key value'; may be repeated.")
  List<String> success = new ArrayList<>();

  @Option(
      names = "--else",
      paramLabel = "OPERATION",
      description = "An operation if not, such as 'get key'; may be repeated.")
  List<String> failure = new ArrayList<>();

  @Option(
      names = {"-i", "--interactive"},
      description = "Say what is to be typed next.")
  boolean interactive;

  public TxnCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (compares.isEmpty() && success.isEmpty() && failure.isEmpty()) {
      readStandardInput();
    }
    TxnRequest request =
        TxnRequest.newBuilder()
            .addAllCompare(compares.stream().map(TxnText::compare).toList())
            .addAllSuccess(success.stream().map(TxnText::operation).toList())
            .addAllFailure(failure.stream().map(TxnText::operation).toList())
            .build();
    TxnResponse response = connection.ask(client -> client.txn(request));
    output.on(console).answer(Answers.data(response), out -> Answers.print(out, response));
  }

  private void readStandardInput() {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    try {
      readSection(reader, "compares:", compares);
      readSection(reader, "success requests (get, put, del):", success);
      readSection(reader, "failure requests (get, put, del):", failure);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readSection(BufferedReader reader, String title, List<String> into)
      throws IOException {
    if (interactive) {
      console.err().println(title);
    }
    String line;
    while ((line = reader.readLine()) != null && !line.isBlank()) {
      into.add(line);
    }
  }
}
