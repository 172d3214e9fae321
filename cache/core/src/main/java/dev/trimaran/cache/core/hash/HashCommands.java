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

  private static final String FIELDS = "FIELDS numfields field [field ...]";
  private static final String CONDITION = " [NX|XX|GT|LT] ";
  private static final long FIXED_SEED = 0x7216;

  private HashCommands() {}

  /** Adds them, with Redis's default limits for compact encodings. */
  public static void register(CommandTable table) {
    register(table, new Limits());
  }

  /** Adds them; what they write follows {@code limits} from then on. */
  public static void register(CommandTable table, Limits limits) {
    register(table, limits, FIXED_SEED);
  }

  /**
   * The same.
   *
   * @param seed of the notes on fields that expire, unknown to those who choose the keys
   */
  public static void register(CommandTable table, Limits limits, long seed) {
    FieldExpiry expiry = new FieldExpiry(seed);
    Hashes hashes = new Hashes(expiry);
    reads(table, new HashReads(hashes));
    writes(table, new HashWrites(hashes, limits));
    numbers(table, new HashNumbers(hashes, limits));
    samples(table, new HashSamples(hashes));
    deadlines(table, new FieldDeadlines(hashes));
    times(table, new FieldTimes(hashes));
    table.add(expiry);
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

  private static void deadlines(CommandTable table, FieldDeadlines deadlines) {
    table.add(
        spec("hexpire", -6, "7.4.0", WRITE, DENYOOM, FAST)
            .does("Gives fields so many seconds to live.", "key seconds" + CONDITION + FIELDS)
            .runs(deadlines::expire));
    table.add(
        spec("hpexpire", -6, "7.4.0", WRITE, DENYOOM, FAST)
            .does(
                "Gives fields so many milliseconds to live.",
                "key milliseconds" + CONDITION + FIELDS)
            .runs(deadlines::expireMs));
    table.add(
        spec("hexpireat", -6, "7.4.0", WRITE, DENYOOM, FAST)
            .does(
                "Gives fields a deadline in seconds since the epoch.",
                "key unix-time-seconds" + CONDITION + FIELDS)
            .runs(deadlines::expireAt));
    table.add(
        spec("hpexpireat", -6, "7.4.0", WRITE, DENYOOM, FAST)
            .does(
                "Gives fields a deadline in milliseconds since the epoch.",
                "key unix-time-milliseconds" + CONDITION + FIELDS)
            .runs(deadlines::expireAtMs));
    table.add(
        spec("hpersist", -5, "7.4.0", WRITE, FAST)
            .does("Takes the deadlines of fields away.", "key " + FIELDS)
            .runs(deadlines::persist));
  }

  private static void times(CommandTable table, FieldTimes times) {
    table.add(
        spec("httl", -5, "7.4.0", READONLY, FAST)
            .does("Tells how many seconds fields have to live.", "key " + FIELDS)
            .runs(times::left));
    table.add(
        spec("hpttl", -5, "7.4.0", READONLY, FAST)
            .does("Tells how many milliseconds fields have to live.", "key " + FIELDS)
            .runs(times::leftMs));
    table.add(
        spec("hexpiretime", -5, "7.4.0", READONLY, FAST)
            .does("Tells the deadlines of fields in seconds since the epoch.", "key " + FIELDS)
            .runs(times::at));
    table.add(
        spec("hpexpiretime", -5, "7.4.0", READONLY, FAST)
            .does("Tells the deadlines of fields in milliseconds since the epoch.", "key " + FIELDS)
            .runs(times::atMs));
  }
}
