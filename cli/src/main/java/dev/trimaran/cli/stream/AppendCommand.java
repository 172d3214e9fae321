package dev.trimaran.cli.stream;

import com.google.protobuf.ByteString;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.events.client.streams.AppendReq;
import dev.trimaran.events.client.streams.AppendResp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trimaran stream append}. */
@Command(
    name = "append",
    description = {
      "Appends an event; with --lines one for each line of standard input, all or none.",
      "Data is that of the command line, else standard input."
    },
    mixinStandardHelpOptions = true)
final class AppendCommand implements Runnable {

  private final Console console;

  @Mixin private final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "STREAM")
  String stream = "";

  @Parameters(index = "1", paramLabel = "TYPE")
  String type = "";

  @Parameters(index = "2", paramLabel = "DATA", arity = "0..1")
  @Nullable String data;

  @Option(
      names = "--expect",
      paramLabel = "WHAT",
      defaultValue = "any",
      description = "any, no-stream, exists, or the last revision (default: any).")
  String expect = "any";

  @Option(
      names = "--id",
      paramLabel = "UUID",
      description = "Of the event (default: a random one).")
  @Nullable UUID id;

  @Option(names = "--binary", description = "The data is no JSON.")
  boolean binary;

  @Option(names = "--lines", description = "An event for each line of standard input.")
  boolean lines;

  AppendCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (lines && (data != null || id != null)) {
      throw new CliError(
          ExitCode.USAGE, "USAGE", "--lines goes with neither DATA nor --id", "leave them out");
    }
    List<AppendReq> messages = new ArrayList<>();
    messages.add(Requests.options(stream, Expected.parse(expect)));
    for (ByteString each : bodies()) {
      UUID own = id == null ? UUID.randomUUID() : id;
      messages.add(Requests.event(own.toString(), type, !binary, each));
    }
    AppendResp response = connection.ask(client -> client.append(messages));
    if (response.hasWrongExpectedVersion()) {
      throw conflict(response.getWrongExpectedVersion());
    }
    AppendResp.Success success = response.getSuccess();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("stream", stream);
    answer.put("revision", success.hasNoStream() ? -1 : success.getCurrentRevision());
    answer.put("position", success.getPosition().getCommitPosition());
    output.on(console).answer(answer, success.getCurrentRevision() + "@" + stream);
  }

  private CliError conflict(AppendResp.WrongExpectedVersion wrong) {
    String actual =
        wrong.hasCurrentNoStream()
            ? "is not there"
            : "is at revision " + wrong.getCurrentRevision();
    return new CliError(
        ExitCode.NOT_FOUND,
        "WRONG_EXPECTED_VERSION",
        "the stream " + stream + " " + actual + ", and --expect is " + expect,
        "read the stream, then try again");
  }

  private List<ByteString> bodies() {
    if (data != null) {
      return List.of(ByteString.copyFromUtf8(data));
    }
    try {
      ByteString input = ByteString.readFrom(console.in());
      return lines
          ? input.toStringUtf8().lines().map(ByteString::copyFromUtf8).toList()
          : List.of(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
