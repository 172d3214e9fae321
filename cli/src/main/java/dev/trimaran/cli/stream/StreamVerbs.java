package dev.trimaran.cli.stream;

import dev.trimaran.cli.model.Verb;
import dev.trimaran.cli.output.Console;
import java.util.List;

/** The words after {@code stream}. */
public final class StreamVerbs {

  private StreamVerbs() {}

  public static Verb of(Console console) {
    return new Verb(
        "stream",
        StreamCommand::new,
        List.of(
            Verb.leaf("append", () -> new AppendCommand(console)),
            Verb.leaf("read", () -> new ReadCommand(console)),
            Verb.leaf("tail", () -> new TailCommand(console)),
            Verb.leaf("list", () -> new ListCommand(console)),
            Verb.leaf("info", () -> new InfoCommand(console)),
            Verb.leaf("delete", () -> new EndCommand.Delete(console)),
            Verb.leaf("tombstone", () -> new EndCommand.Tombstone(console))));
  }
}
