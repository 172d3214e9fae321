package dev.trimaran.cli.stream;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.events.client.streams.ReadResp;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trimaran stream read}. */
@Command(
    name = "read",
    description = "Prints the events of a stream, or of $all; one document each in JSON.",
    mixinStandardHelpOptions = true)
final class ReadCommand implements Runnable {

  private final Console console;

  @Mixin private final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "STREAM")
  String stream = "";

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "-1",
      description = "First revision, or position of $all (default: the start, or the end).")
  long from = -1;

  @Option(names = "--backwards", description = "From the end to the start.")
  boolean backwards;

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Events at most (default: 1000).")
  long most = 1000;

  ReadCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Output answers = output.on(console);
    connection.ask(client -> {
      Iterator<ReadResp> responses =
          client.read(Requests.read(stream, from, backwards, Math.max(0, most)));
      while (responses.hasNext() && !console.out().checkError()) {
        print(answers, responses.next());
      }
      return true;
    });
  }

  private void print(Output answers, ReadResp response) {
    if (response.hasStreamNotFound()) {
      throw Events.absent(stream);
    }
    if (response.hasEvent()) {
      var event = Events.of(response);
      answers.answer(Events.data(event), out -> Events.print(out, event));
    }
  }
}
