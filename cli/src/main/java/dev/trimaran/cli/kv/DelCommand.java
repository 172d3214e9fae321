package dev.trimaran.cli.kv;

import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trimaran kv del}. */
@Command(
    name = "del",
    description = "Deletes keys, and prints how many.",
    mixinStandardHelpOptions = true)
public final class DelCommand implements Runnable {

  private final Console console;

  @Mixin private final DelOptions options = new DelOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  public DelCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    DeleteRangeRequest request = options.request();
    DeleteRangeResponse response = connection.ask(client -> client.delete(request));
    output.on(console).answer(Answers.data(response), out -> Answers.print(out, response));
  }
}
