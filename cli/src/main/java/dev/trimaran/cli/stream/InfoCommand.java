package dev.trimaran.cli.stream;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.events.client.streams.ReadResp;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trimaran stream info}. */
@Command(
    name = "info",
    description = "What a stream is: its first and last events, and its metadata.",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Runnable {

  private final Console console;

  @Mixin private final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "STREAM")
  String stream = "";

  InfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Map<String, Object> info = connection.ask(this::info);
    output
        .on(console)
        .answer(info, out -> info.forEach((name, value) -> out.println(name + "  " + value)));
  }

  private Map<String, Object> info(EventClient client) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("stream", stream);
    one(client, stream, false, info, "first");
    one(client, stream, true, info, "last");
    Iterator<ReadResp> metadata = client.read(Requests.read("$$" + stream, -1, true, 1));
    while (metadata.hasNext()) {
      ReadResp response = metadata.next();
      if (response.hasEvent()) {
        info.put("metadata", Events.of(response).getData().toStringUtf8());
      }
    }
    return info;
  }

  private static void one(
      EventClient client, String stream, boolean backwards, Map<String, Object> info, String name) {
    Iterator<ReadResp> responses = client.read(Requests.read(stream, -1, backwards, 1));
    while (responses.hasNext()) {
      ReadResp response = responses.next();
      if (response.hasStreamNotFound()) {
        throw Events.absent(stream);
      }
      if (response.hasEvent()) {
        Map<String, Object> event = Events.data(Events.of(response));
        info.put(name + "_revision", event.getOrDefault("revision", ""));
        info.put(name + "_position", event.getOrDefault("position", ""));
        info.put(name + "_created", event.getOrDefault("created", ""));
      }
    }
  }
}
