package dev.trimaran.cli.stream;

import dev.trimaran.cli.model.Verb;
import dev.trimaran.cli.output.Console;
import java.util.List;

/** The words after {@code sub}. */
public final class SubVerbs {

  private SubVerbs() {}

  public static Verb of(Console console) {
    return new Verb(
        "sub",
        SubCommand::new,
        List.of(
            Verb.leaf("list", () -> new SubListCommand(console)),
            Verb.leaf("create", () -> new SubCreateCommand(console)),
            Verb.leaf("delete", () -> new GroupCommand.Delete(console)),
            Verb.leaf("parked", () -> new GroupCommand.Parked(console)),
            Verb.leaf("replay", () -> new GroupCommand.Replay(console))));
  }
}
