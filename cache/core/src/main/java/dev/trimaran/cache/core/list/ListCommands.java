package dev.trimaran.cache.core.list;

import static dev.trimaran.cache.core.command.Flag.BLOCKING;
import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.MOVABLEKEYS;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;

/** The commands on lists. */
public final class ListCommands {

  private ListCommands() {}

  public static void register(CommandTable table) {
    ListEnds ends = new ListEnds();
    ends(table, ends);
    within(table, new ListWithin());
    moves(table, ends, new ListWaits(ends));
    waits(table, new ListWaits(ends));
  }

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).key().group(Group.LIST, since);
  }

  private static void ends(CommandTable table, ListEnds ends) {
    for (boolean left : new boolean[] {true, false}) {
      String side = left ? "l" : "r";
      String where = left ? "left" : "right";
      table.add(
          spec(side + "push", -3, "1.0.0", WRITE, DENYOOM, FAST)
              .does("Adds elements on the " + where + ".", "key element [element ...]")
              .runs(call -> ends.push(call, left)));
      table.add(
          spec(side + "pushx", -3, "2.2.0", WRITE, DENYOOM, FAST)
              .does(
                  "Adds elements on the " + where + " of a list that exists.",
                  "key element [element ...]")
              .runs(call -> ends.pushWhereThereIsOne(call, left)));
      table.add(
          spec(side + "pop", -2, "1.0.0", WRITE, FAST)
              .does("Takes elements from the " + where + ".", "key [count]")
              .runs(call -> ends.pop(call, left)));
    }
  }

  private static void within(CommandTable table, ListWithin within) {
    table.add(
        spec("llen", 2, "1.0.0", READONLY, FAST)
            .does("Tells how long a list is.", "key")
            .runs(within::length));
    table.add(
        spec("lrange", 4, "1.0.0", READONLY)
            .does("Tells the elements from one index to another.", "key start stop")
            .runs(within::range));
    table.add(
        spec("lindex", 3, "1.0.0", READONLY)
            .does("Tells the element at an index.", "key index")
            .runs(within::index));
    table.add(
        spec("lset", 4, "1.0.0", WRITE, DENYOOM)
            .does("Sets the element at an index.", "key index element")
            .runs(within::set));
    table.add(
        spec("lrem", 4, "1.0.0", WRITE)
            .does("Removes elements of a value.", "key count element")
            .runs(within::remove));
    table.add(
        spec("ltrim", 4, "1.0.0", WRITE)
            .does("Keeps the elements from one index to another.", "key start stop")
            .runs(within::trim));
    table.add(
        spec("linsert", 5, "2.2.0", WRITE, DENYOOM)
            .does("Inserts an element beside another.", "key BEFORE|AFTER pivot element")
            .runs(within::insert));
    table.add(
        spec("lpos", -3, "6.0.6", READONLY)
            .does(
                "Tells where an element is.",
                "key element [RANK rank] [COUNT num-matches] [MAXLEN len]")
            .runs(within::positions));
  }

  private static void moves(CommandTable table, ListEnds ends, ListWaits waits) {
    table.add(
        spec("lmove", 5, "6.2.0", WRITE, DENYOOM)
            .keys(1, 2, 1)
            .does(
                "Takes an element from one list and adds it to another.",
                "source destination LEFT|RIGHT LEFT|RIGHT")
            .runs(call -> ends.move(call, Lists.left(call, 3), Lists.left(call, 4))));
    table.add(
        spec("rpoplpush", 3, "1.2.0", WRITE, DENYOOM)
            .keys(1, 2, 1)
            .does("Takes from the right, adds on the left.", "source destination")
            .runs(call -> ends.move(call, false, true)));
    table.add(
        spec("blmove", 6, "6.2.0", WRITE, DENYOOM, NOSCRIPT, BLOCKING)
            .keys(1, 2, 1)
            .does(
                "As LMOVE; waits for an element.",
                "source destination LEFT|RIGHT LEFT|RIGHT timeout")
            .runs(call -> waits.move(call, Lists.left(call, 3), Lists.left(call, 4))));
    table.add(
        spec("brpoplpush", 4, "2.2.0", WRITE, DENYOOM, NOSCRIPT, BLOCKING)
            .keys(1, 2, 1)
            .does("As RPOPLPUSH; waits for an element.", "source destination timeout")
            .runs(call -> waits.move(call, false, true)));
  }

  private static void waits(CommandTable table, ListWaits waits) {
    table.add(
        spec("blpop", -3, "2.0.0", WRITE, NOSCRIPT, BLOCKING)
            .keys(1, -2, 1)
            .does(
                "Takes from the left of the first list that has something.",
                "key [key ...] timeout")
            .runs(call -> waits.pop(call, true)));
    table.add(
        spec("brpop", -3, "2.0.0", WRITE, NOSCRIPT, BLOCKING)
            .keys(1, -2, 1)
            .does(
                "Takes from the right of the first list that has something.",
                "key [key ...] timeout")
            .runs(call -> waits.pop(call, false)));
    table.add(
        spec("lmpop", -4, "7.0.0", WRITE, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "Takes elements from the first list that has some.",
                "numkeys key [key ...] LEFT|RIGHT [COUNT count]")
            .runs(call -> waits.popMany(call, 1, false)));
    table.add(
        spec("blmpop", -5, "7.0.0", WRITE, BLOCKING, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "As LMPOP; waits for an element.",
                "timeout numkeys key [key ...] LEFT|RIGHT [COUNT count]")
            .runs(call -> waits.popMany(call, 2, true)));
  }
}
