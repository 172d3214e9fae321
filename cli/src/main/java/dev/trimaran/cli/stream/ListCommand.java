package dev.trimaran.cli.stream;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.events.client.streams.ReadResp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trimaran stream list}. */
@Command(
    name = "list",
    description = "Prints the names of streams, in the order in which they began.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {

  private final Console console;

  @Mixin private final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Streams at most (default: 1000).")
  long most = 1000;

  @Option(names = "--system", description = "Also those of the system, that begin with $.")
  boolean system;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    List<String> names = connection.ask(this::names);
    output.on(console).answer(Map.of("streams", names), out -> names.forEach(out::println));
  }

  private List<String> names(EventClient client) {
    List<String> names = new ArrayList<>();
    Iterator<ReadResp> responses =
        client.read(Requests.read("$streams", -1, false, Long.MAX_VALUE));
    while (responses.hasNext() && names.size() < most) {
      ReadResp response = responses.next();
      if (response.hasEvent()) {
        String name = Events.of(response).getStreamIdentifier().getStreamName().toStringUtf8();
        if (system || !name.startsWith("$")) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
