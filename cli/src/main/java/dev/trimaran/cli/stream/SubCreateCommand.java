package dev.trimaran.cli.stream;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.events.client.persistent.CreateReq;
import dev.trimaran.events.client.shared.Empty;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trimaran sub create}. */
@Command(
    name = "create",
    description = "Makes a group of consumers for a stream, or for $all.",
    mixinStandardHelpOptions = true)
final class SubCreateCommand implements Runnable {

  private static final Empty EMPTY = Empty.getDefaultInstance();

  private final Console console;

  @Mixin private final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "STREAM")
  String stream = "";

  @Parameters(index = "1", paramLabel = "GROUP")
  String group = "";

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      defaultValue = "end",
      description = "start, end, or a revision (position of $all) (default: end).")
  String from = "end";

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "RoundRobin",
      description =
          "RoundRobin, DispatchToSingle, Pinned, PinnedByCorrelation (default: the first).")
  String strategy = "RoundRobin";

  @Option(
      names = "--message-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "After which a message is tried again (default: 30).")
  double timeoutSeconds = 30;

  @Option(
      names = "--max-retries",
      paramLabel = "N",
      defaultValue = "10",
      description = "After which a message is parked (default: 10).")
  int retries = 10;

  SubCreateCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    CreateReq request = request();
    var unused = connection.askLeader(client -> client.groups().create(request));
    output.on(console).answer(Map.of("stream", stream, "group", group, "created", true), "OK");
  }

  private CreateReq request() {
    var options = CreateReq.Options.newBuilder().setGroupName(group).setSettings(settings());
    if (stream.equals(Requests.ALL)) {
      options.setAll(all());
    } else {
      options.setStreamIdentifier(Requests.stream(stream)).setStream(stream());
    }
    return CreateReq.newBuilder().setOptions(options).build();
  }

  private CreateReq.Settings settings() {
    return CreateReq.Settings.newBuilder()
        .setMessageTimeoutMs((int) Math.clamp(Math.round(timeoutSeconds * 1_000), 1, 86_400_000))
        .setMaxRetryCount(retries)
        .setMinCheckpointCount(10)
        .setMaxCheckpointCount(1_000)
        .setCheckpointAfterMs(2_000)
        .setLiveBufferSize(500)
        .setHistoryBufferSize(500)
        .setReadBatchSize(20)
        .setConsumerStrategy(strategy)
        .build();
  }

  private CreateReq.StreamOptions stream() {
    var options = CreateReq.StreamOptions.newBuilder().setStreamIdentifier(Requests.stream(stream));
    switch (from) {
      case "start" -> options.setStart(EMPTY);
      case "end" -> options.setEnd(EMPTY);
      default -> options.setRevision(number());
    }
    return options.build();
  }

  private CreateReq.AllOptions all() {
    var options = CreateReq.AllOptions.newBuilder().setNoFilter(EMPTY);
    switch (from) {
      case "start" -> options.setStart(EMPTY);
      case "end" -> options.setEnd(EMPTY);
      default ->
          options.setPosition(
              CreateReq.Position.newBuilder()
                  .setCommitPosition(number())
                  .setPreparePosition(number()));
    }
    return options.build();
  }

  private long number() {
    try {
      long number = Long.parseLong(from);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // reported below with what there is
    }
    throw new CliError(
        ExitCode.USAGE,
        "USAGE",
        "--from is start, end or a number from 0, not '" + from + "'",
        "--from start");
  }
}
