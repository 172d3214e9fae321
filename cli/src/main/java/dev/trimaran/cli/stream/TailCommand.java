package dev.trimaran.cli.stream;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.events.client.streams.ReadReq;
import dev.trimaran.events.client.streams.ReadResp;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trimaran stream tail}. */
@Command(
    name = "tail",
    description = "Prints events as they happen, until Ctrl-C; one document each in JSON.",
    mixinStandardHelpOptions = true)
final class TailCommand implements Runnable {

  private final Console console;

  @Mixin private final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "STREAM", defaultValue = "$all")
  String stream = "$all";

  @Option(
      names = "--after",
      paramLabel = "N",
      description = "Begin after this revision, or position of $all; -1: with the first event.")
  Long after = Long.MIN_VALUE;

  @Option(names = "--max-events", paramLabel = "N", description = "End after N events.")
  long maxEvents = Long.MAX_VALUE;

  TailCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Output answers = output.on(console);
    ReadReq request =
        after == Long.MIN_VALUE ? Requests.tail(stream) : Requests.read(stream, after, false, -1);
    connection.ask(client -> {
      Iterator<ReadResp> responses = client.follow(request);
      long left = maxEvents;
      while (left > 0 && responses.hasNext() && !console.out().checkError()) {
        ReadResp response = responses.next();
        if (response.hasEvent()) {
          left--;
          var event = Events.of(response);
          answers.answer(Events.data(event), out -> Events.print(out, event));
        }
      }
      return true;
    });
  }
}
