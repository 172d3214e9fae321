package dev.trimaran.cache.core.string;

import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.packed.Limits;

/** The commands on strings. */
public final class StringCommands {

  private static final Flag[] STORES = {WRITE, DENYOOM};
  private static final Flag[] STORES_FAST = {WRITE, DENYOOM, FAST};

  private StringCommands() {}

  public static void register(CommandTable table, Limits limits) {
    StringValues values = new StringValues();
    single(table, values);
    many(table, values);
    counters(table, new Counters());
    ranges(table, new Ranges(limits));
  }

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).key().group(Group.STRING, since);
  }

  private static void single(CommandTable table, StringValues values) {
    table.add(
        spec("get", 2, "1.0.0", READONLY, FAST).does("Tells a value.", "key").runs(values::get));
    table.add(
        spec("set", -3, "1.0.0", STORES)
            .does(
                "Sets a value.",
                "key value [NX|XX] [GET] [EX seconds|PX milliseconds|EXAT unix-time-seconds|"
                    + "PXAT unix-time-milliseconds|KEEPTTL]")
            .runs(values::set));
    table.add(
        spec("setex", 4, "2.0.0", STORES)
            .does("Sets a value that lives for some seconds.", "key seconds value")
            .runs(call -> values.setExpiring(call, 1000, "setex")));
    table.add(
        spec("psetex", 4, "2.6.0", STORES)
            .does("Sets a value that lives for some milliseconds.", "key milliseconds value")
            .runs(call -> values.setExpiring(call, 1, "psetex")));
    table.add(
        spec("setnx", 3, "1.0.0", STORES_FAST)
            .does("Sets the value of a key that does not exist.", "key value")
            .runs(values::setNew));
    table.add(
        spec("getset", 3, "1.0.0", STORES_FAST)
            .does("Sets a value and tells the one before.", "key value")
            .runs(values::getAndSet));
    table.add(
        spec("getdel", 2, "6.2.0", WRITE, FAST)
            .does("Tells a value and removes its key.", "key")
            .runs(values::getAndRemove));
    table.add(
        spec("getex", -2, "6.2.0", WRITE, FAST)
            .does(
                "Tells a value and sets its key's deadline.",
                "key [EX seconds|PX milliseconds|EXAT unix-time-seconds|"
                    + "PXAT unix-time-milliseconds|PERSIST]")
            .runs(values::getAndExpire));
  }

  private static void many(CommandTable table, StringValues values) {
    table.add(
        spec("mget", -2, "1.0.0", READONLY, FAST)
            .keys(1, -1, 1)
            .does("Tells several values.", "key [key ...]")
            .runs(values::getMany));
    table.add(
        spec("mset", -3, "1.0.1", STORES)
            .keys(1, -1, 2)
            .does("Sets several values.", "key value [key value ...]")
            .runs(values::setMany));
    table.add(
        spec("msetnx", -3, "1.0.1", STORES)
            .keys(1, -1, 2)
            .does("Sets several values where none of the keys exists.", "key value [key value ...]")
            .runs(values::setManyNew));
  }

  private static void counters(CommandTable table, Counters counters) {
    table.add(
        spec("incr", 2, "1.0.0", STORES_FAST)
            .does("Counts up by one.", "key")
            .runs(counters::increment));
    table.add(
        spec("decr", 2, "1.0.0", STORES_FAST)
            .does("Counts down by one.", "key")
            .runs(counters::decrement));
    table.add(
        spec("incrby", 3, "1.0.0", STORES_FAST)
            .does("Adds to a number.", "key increment")
            .runs(counters::incrementBy));
    table.add(
        spec("decrby", 3, "1.0.0", STORES_FAST)
            .does("Takes from a number.", "key decrement")
            .runs(counters::decrementBy));
    table.add(
        spec("incrbyfloat", 3, "2.6.0", STORES_FAST)
            .does("Adds to a number with a fraction.", "key increment")
            .runs(new FloatCounter()::incrementBy));
  }

  private static void ranges(CommandTable table, Ranges ranges) {
    table.add(
        spec("lcs", -3, "7.0.0", READONLY)
            .keys(1, 2, 1)
            .does(
                "Tells what two values have in common, in its order.",
                "key1 key2 [LEN] [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]")
            .runs(new CommonSubsequence()::run));
    table.add(
        spec("strlen", 2, "2.2.0", READONLY, FAST)
            .does("Tells the length of a value.", "key")
            .runs(ranges::length));
    table.add(
        spec("append", 3, "2.0.0", STORES_FAST)
            .does("Appends to a value.", "key value")
            .runs(ranges::append));
    table.add(
        spec("getrange", 4, "2.4.0", READONLY)
            .does("Tells a part of a value.", "key start end")
            .runs(ranges::get));
    table.add(
        spec("substr", 4, "1.0.0", READONLY)
            .does("Tells a part of a value.", "key start end")
            .runs(ranges::get));
    table.add(
        spec("setrange", 4, "2.2.0", STORES)
            .does("Overwrites a part of a value.", "key offset value")
            .runs(ranges::set));
  }
}
