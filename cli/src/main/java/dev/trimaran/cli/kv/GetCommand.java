package dev.trimaran.cli.kv;

import com.google.protobuf.ByteString;
import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeResponse;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trimaran kv get}. */
@Command(
    name = "get",
    description = "Reads keys: each key on a line, its value on the next.",
    mixinStandardHelpOptions = true)
public final class GetCommand implements Runnable {

  private final Console console;

  @Mixin private final GetOptions options = new GetOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--print-value-only", description = "Leave the keys out.")
  boolean valuesOnly;

  public GetCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    RangeRequest request = options.request();
    RangeResponse response = connection.ask(client -> client.range(request));
    if (options.range.isOneKey() && response.getCount() == 0 && !options.countOnly) {
      throw new CliError(
          ExitCode.NOT_FOUND, "NOT_FOUND", "there is no key " + options.range.key, "");
    }
    output.on(console).answer(Answers.data(response), out -> print(out, response));
  }

  private void print(PrintStream out, RangeResponse response) {
    if (options.countOnly) {
      out.println(response.getCount());
    } else if (options.keysOnly) {
      lines(out, response.getKvsList().stream().map(kv -> kv.getKey()).toList());
    } else if (valuesOnly) {
      lines(out, response.getKvsList().stream().map(kv -> kv.getValue()).toList());
    } else {
      Answers.print(out, response);
    }
  }

  private static void lines(PrintStream out, Iterable<ByteString> lines) {
    lines.forEach(line -> Kvs.line(out, line));
  }
}
