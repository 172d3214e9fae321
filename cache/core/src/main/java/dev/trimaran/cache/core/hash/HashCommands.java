package dev.trimaran.cache.core.hash;

import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.packed.Limits;

/** The commands on hashes. */
public final class HashCommands {

  private HashCommands() {}

  /** Adds them, with Redis's default limits for compact encodings. */
  public static void register(CommandTable table) {
    register(table, new Limits());
  }

  /** Adds them; what they write follows {@code limits} from then on. */
  public static void register(CommandTable table, Limits limits) {
    reads(table, new HashReads());
    writes(table, new HashWrites(limits));
    numbers(table, new HashNumbers(limits));
    samples(table, new HashSamples());
  }

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).key().group(Group.HASH, since);
  }

  private static void reads(CommandTable table, HashReads reads) {
    table.add(
        spec("hget", 3, "2.0.0", READONLY, FAST)
            .does("Tells the value of a field.", "key field")
            .runs(reads::get));
    table.add(
        spec("hmget", -3, "2.0.0", READONLY, FAST)
            .does("Tells the values of several fields.", "key field [field ...]")
            .runs(reads::getMany));
    table.add(
        spec("hgetall", 2, "2.0.0", READONLY)
            .does("Tells all fields and their values.", "key")
            .runs(reads::getAll));
    table.add(
        spec("hkeys", 2, "2.0.0", READONLY).does("Tells all fields.", "key").runs(reads::fields));
    table.add(
        spec("hvals", 2, "2.0.0", READONLY).does("Tells all values.", "key").runs(reads::values));
    table.add(
        spec("hlen", 2, "2.0.0", READONLY, FAST)
            .does("Tells how many fields there are.", "key")
            .runs(reads::length));
    table.add(
        spec("hexists", 3, "2.0.0", READONLY, FAST)
            .does("Tells whether there is a field.", "key field")
            .runs(reads::exists));
    table.add(
        spec("hstrlen", 3, "3.2.0", READONLY, FAST)
            .does("Tells the length of a field's value.", "key field")
            .runs(reads::valueLength));
  }

  private static void writes(CommandTable table, HashWrites writes) {
    table.add(
        spec("hset", -4, "2.0.0", WRITE, DENYOOM, FAST)
            .does("Sets the values of fields.", "key field value [field value ...]")
            .runs(writes::set));
    table.add(
        spec("hmset", -4, "2.0.0", WRITE, DENYOOM, FAST)
            .does("Sets the values of several fields.", "key field value [field value ...]")
            .runs(writes::setMany));
    table.add(
        spec("hsetnx", 4, "2.0.0", WRITE, DENYOOM, FAST)
            .does("Sets the value of a field that does not exist.", "key field value")
            .runs(writes::setNew));
    table.add(
        spec("hdel", -3, "2.0.0", WRITE, FAST)
            .does("Removes fields, and the hash with the last.", "key field [field ...]")
            .runs(writes::delete));
  }

  private static void numbers(CommandTable table, HashNumbers numbers) {
    table.add(
        spec("hincrby", 4, "2.0.0", WRITE, DENYOOM, FAST)
            .does("Adds to the integer that a field holds, 0 at first.", "key field increment")
            .runs(numbers::add));
    table.add(
        spec("hincrbyfloat", 4, "2.6.0", WRITE, DENYOOM, FAST)
            .does("Adds to the number that a field holds, 0 at first.", "key field increment")
            .runs(numbers::addFloat));
  }

  private static void samples(CommandTable table, HashSamples samples) {
    table.add(
        spec("hscan", -3, "2.8.0", READONLY)
            .does(
                "Goes through fields and values, some at a time.",
                "key cursor [MATCH pattern] [COUNT count]")
            .runs(samples::scan));
    table.add(
        spec("hrandfield", -2, "6.2.0", READONLY)
            .does("Tells fields drawn at random.", "key [count [WITHVALUES]]")
            .runs(samples::random));
  }
}
