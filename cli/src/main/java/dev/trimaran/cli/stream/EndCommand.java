package dev.trimaran.cli.stream;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs that end a stream. */
abstract sealed class EndCommand implements Runnable {

  private final Console console;

  @Mixin final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "STREAM")
  String stream = "";

  @Option(
      names = "--expect",
      paramLabel = "WHAT",
      defaultValue = "exists",
      description = "any, no-stream, exists, or the last revision (default: exists).")
  String expect = "exists";

  EndCommand(Console console) {
    this.console = console;
  }

  abstract void end(EventClient client, Expected expected);

  @Override
  public void run() {
    Expected expected = Expected.parse(expect);
    connection.ask(client -> {
      end(client, expected);
      return true;
    });
    output.on(console).answer(Map.of("stream", stream, "ended", true), "OK");
  }

  /** {@code trimaran stream delete}. */
  @Command(
      name = "delete",
      description = "Hides a stream's events; it may be appended to again, its numbers go on.",
      mixinStandardHelpOptions = true)
  static final class Delete extends EndCommand {

    Delete(Console console) {
      super(console);
    }

    @Override
    void end(EventClient client, Expected expected) {
      client.delete(Requests.delete(stream, expected));
    }
  }

  /** {@code trimaran stream tombstone}. */
  @Command(
      name = "tombstone",
      description = "Ends a stream for ever: no event, no name again.",
      mixinStandardHelpOptions = true)
  static final class Tombstone extends EndCommand {

    Tombstone(Console console) {
      super(console);
    }

    @Override
    void end(EventClient client, Expected expected) {
      client.tombstone(Requests.tombstone(stream, expected));
    }
  }
}
