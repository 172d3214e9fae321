package dev.trimaran.cli.stream;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.events.client.persistent.DeleteReq;
import dev.trimaran.events.client.persistent.ReplayParkedReq;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.client.streams.ReadResp;
import java.util.Iterator;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of one group. */
abstract sealed class GroupCommand implements Runnable {

  private static final Empty EMPTY = Empty.getDefaultInstance();

  private final Console console;

  @Mixin final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "STREAM")
  String stream = "";

  @Parameters(index = "1", paramLabel = "GROUP")
  String group = "";

  GroupCommand(Console console) {
    this.console = console;
  }

  Output answers() {
    return output.on(console);
  }

  /** {@code trimaran sub delete}. */
  @Command(
      name = "delete",
      description = "Removes a group; its consumers are disconnected.",
      mixinStandardHelpOptions = true)
  static final class Delete extends GroupCommand {

    Delete(Console console) {
      super(console);
    }

    @Override
    public void run() {
      var options = DeleteReq.Options.newBuilder().setGroupName(group);
      if (stream.equals(Requests.ALL)) {
        options.setAll(EMPTY);
      } else {
        options.setStreamIdentifier(Requests.stream(stream));
      }
      DeleteReq request = DeleteReq.newBuilder().setOptions(options).build();
      var unused = connection.askLeader(client -> client.groups().delete(request));
      answers().answer(Map.of("stream", stream, "group", group, "deleted", true), "OK");
    }
  }

  /** {@code trimaran sub parked}. */
  @Command(
      name = "parked",
      description = "Prints the messages that were parked, oldest first.",
      mixinStandardHelpOptions = true)
  static final class Parked extends GroupCommand {

    @Option(
        names = "--max",
        paramLabel = "N",
        defaultValue = "1000",
        description = "Messages at most (default: 1000).")
    long most = 1000;

    Parked(Console console) {
      super(console);
    }

    @Override
    public void run() {
      String parked = "$persistentsubscription-" + stream + "::" + group + "-parked";
      connection.askLeader(client -> {
        Iterator<ReadResp> responses = client.read(Requests.read(parked, -1, false, most));
        while (responses.hasNext()) {
          ReadResp response = responses.next();
          if (response.hasEvent()) {
            var event = Events.of(response);
            answers().answer(Events.data(event), out -> Events.print(out, event));
          }
        }
        return true;
      });
    }
  }

  /** {@code trimaran sub replay}. */
  @Command(
      name = "replay",
      description = "Gives parked messages to the consumers again.",
      mixinStandardHelpOptions = true)
  static final class Replay extends GroupCommand {

    @Option(names = "--max", paramLabel = "N", description = "Only the first N (default: all).")
    long most;

    Replay(Console console) {
      super(console);
    }

    @Override
    public void run() {
      var options = ReplayParkedReq.Options.newBuilder().setGroupName(group);
      if (stream.equals(Requests.ALL)) {
        options.setAll(EMPTY);
      } else {
        options.setStreamIdentifier(Requests.stream(stream));
      }
      if (most > 0) {
        options.setStopAt(most);
      } else {
        options.setNoLimit(EMPTY);
      }
      ReplayParkedReq request = ReplayParkedReq.newBuilder().setOptions(options).build();
      var unused = connection.askLeader(client -> client.groups().replayParked(request));
      answers().answer(Map.of("stream", stream, "group", group, "replayed", true), "OK");
    }
  }
}
