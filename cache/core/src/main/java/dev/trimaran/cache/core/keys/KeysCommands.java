package dev.trimaran.cache.core.keys;

import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;

/** The commands on keys of any type. */
public final class KeysCommands {

  private static final String DEADLINE_OPTIONS = " [NX|XX|GT|LT]";

  private KeysCommands() {}

  public static void register(CommandTable table) {
    existence(table);
    deadlines(table);
    iteration(table, new Iteration());
    names(table);
    table.add(ObjectCommand.spec());
    table.add(MemoryCommand.spec());
  }

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).key().group(Group.GENERIC, since);
  }

  private static void existence(CommandTable table) {
    table.add(
        spec("del", -2, "1.0.0", WRITE)
            .keys(1, -1, 1)
            .does("Removes keys.", "key [key ...]")
            .runs(Existence::remove));
    table.add(
        spec("unlink", -2, "4.0.0", WRITE, FAST)
            .keys(1, -1, 1)
            .does("Removes keys; their memory is given back later.", "key [key ...]")
            .runs(Existence::remove));
    table.add(
        spec("exists", -2, "1.0.0", READONLY, FAST)
            .keys(1, -1, 1)
            .does("Counts the keys that exist.", "key [key ...]")
            .runs(Existence::exists));
    table.add(
        spec("touch", -2, "3.2.1", READONLY, FAST)
            .keys(1, -1, 1)
            .does("Counts the keys that exist, as a use of each.", "key [key ...]")
            .runs(Existence::touch));
    table.add(
        spec("type", 2, "1.0.0", READONLY, FAST)
            .does("Tells the type of a key's value.", "key")
            .runs(Existence::type));
  }

  private static void deadlines(CommandTable table) {
    table.add(
        spec("expire", -3, "1.0.0", WRITE, FAST)
            .does("Lets a key expire after some seconds.", "key seconds" + DEADLINE_OPTIONS)
            .runs(new Deadlines("expire", 1000, true)));
    table.add(
        spec("pexpire", -3, "2.6.0", WRITE, FAST)
            .does(
                "Lets a key expire after some milliseconds.", "key milliseconds" + DEADLINE_OPTIONS)
            .runs(new Deadlines("pexpire", 1, true)));
    table.add(
        spec("expireat", -3, "1.2.0", WRITE, FAST)
            .does(
                "Lets a key expire at a time in seconds.",
                "key unix-time-seconds" + DEADLINE_OPTIONS)
            .runs(new Deadlines("expireat", 1000, false)));
    table.add(
        spec("pexpireat", -3, "2.6.0", WRITE, FAST)
            .does(
                "Lets a key expire at a time in milliseconds.",
                "key unix-time-milliseconds" + DEADLINE_OPTIONS)
            .runs(new Deadlines("pexpireat", 1, false)));
    table.add(
        spec("persist", 2, "2.2.0", WRITE, FAST)
            .does("Takes a key's deadline away.", "key")
            .runs(Deadlines::persist));
    table.add(
        spec("ttl", 2, "1.0.0", READONLY, FAST)
            .does("Tells the seconds a key has left.", "key")
            .runs(call -> Deadlines.tell(call, 1000, true)));
    table.add(
        spec("pttl", 2, "2.6.0", READONLY, FAST)
            .does("Tells the milliseconds a key has left.", "key")
            .runs(call -> Deadlines.tell(call, 1, true)));
    table.add(
        spec("expiretime", 2, "7.0.0", READONLY, FAST)
            .does("Tells when a key expires, in seconds.", "key")
            .runs(call -> Deadlines.tell(call, 1000, false)));
    table.add(
        spec("pexpiretime", 2, "7.0.0", READONLY, FAST)
            .does("Tells when a key expires, in milliseconds.", "key")
            .runs(call -> Deadlines.tell(call, 1, false)));
  }

  private static void iteration(CommandTable table, Iteration iteration) {
    table.add(
        spec("keys", 2, "1.0.0", READONLY)
            .keys(0, 0, 0)
            .does("Tells all keys that a pattern accepts.", "pattern")
            .runs(iteration::keys));
    table.add(
        spec("scan", -2, "2.8.0", READONLY)
            .keys(0, 0, 0)
            .does(
                "Tells the next keys of the database.",
                "cursor [MATCH pattern] [COUNT count] [TYPE type]")
            .runs(iteration::scan));
    table.add(
        spec("randomkey", 1, "1.0.0", READONLY)
            .keys(0, 0, 0)
            .does("Tells a key drawn at random.", "")
            .runs(iteration::random));
  }

  private static void names(CommandTable table) {
    table.add(
        spec("rename", 3, "1.0.0", WRITE)
            .keys(1, 2, 1)
            .does("Gives a key another name, in place of what has it.", "key newkey")
            .runs(call -> Names.rename(call, false)));
    table.add(
        spec("renamenx", 3, "1.0.0", WRITE, FAST)
            .keys(1, 2, 1)
            .does("Gives a key another name that is free.", "key newkey")
            .runs(call -> Names.rename(call, true)));
    table.add(
        spec("move", 3, "1.0.0", WRITE, FAST)
            .does("Moves a key to another database.", "key db")
            .runs(Names::move));
    table.add(
        spec("copy", -3, "6.2.0", WRITE, DENYOOM)
            .keys(1, 2, 1)
            .does(
                "Copies a key's value to another key.",
                "source destination [DB destination-db] [REPLACE]")
            .runs(new Copies()));
  }
}
