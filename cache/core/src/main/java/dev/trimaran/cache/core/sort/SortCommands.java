package dev.trimaran.cache.core.sort;

import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.MOVABLEKEYS;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Group;

/** {@code SORT} and {@code SORT_RO}. */
public final class SortCommands {

  private static final String SYNTAX =
      "key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC|DESC] [ALPHA]";

  private SortCommands() {}

  public static void register(CommandTable table) {
    table.add(
        CommandSpec.named("sort")
            .arity(-2)
            .flags(WRITE, DENYOOM, MOVABLEKEYS)
            .key()
            .group(Group.GENERIC, "1.0.0")
            .does("Tells or stores elements in an order.", SYNTAX + " [STORE destination]")
            .runs(call -> Sort.run(call, true)));
    table.add(
        CommandSpec.named("sort_ro")
            .arity(-2)
            .flags(READONLY, MOVABLEKEYS)
            .key()
            .group(Group.GENERIC, "7.0.0")
            .does("Tells elements in an order.", SYNTAX)
            .runs(call -> Sort.run(call, false)));
  }
}
