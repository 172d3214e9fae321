package dev.trimaran.cache.core.set;

import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.MOVABLEKEYS;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.packed.Limits;

/** The commands on sets. */
public final class SetCommands {

  private SetCommands() {}

  /** Adds them, with Redis's default limits for compact encodings. */
  public static void register(CommandTable table) {
    register(table, new Limits());
  }

  /** Adds them; what they write follows {@code limits} from then on. */
  public static void register(CommandTable table, Limits limits) {
    members(table, new SetMembers(limits));
    samples(table, new SetSamples());
    algebra(table, new SetAlgebra(limits));
  }

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).key().group(Group.SET, since);
  }

  private static void members(CommandTable table, SetMembers members) {
    table.add(
        spec("sadd", -3, "1.0.0", WRITE, DENYOOM, FAST)
            .does("Adds members.", "key member [member ...]")
            .runs(members::add));
    table.add(
        spec("srem", -3, "1.0.0", WRITE, FAST)
            .does("Removes members, and the set with the last.", "key member [member ...]")
            .runs(members::remove));
    table.add(
        spec("smove", 4, "1.0.0", WRITE, FAST)
            .keys(1, 2, 1)
            .does("Moves a member to another set.", "source destination member")
            .runs(members::move));
    table.add(
        spec("sismember", 3, "1.0.0", READONLY, FAST)
            .does("Tells whether something is a member.", "key member")
            .runs(members::has));
    table.add(
        spec("smismember", -3, "6.2.0", READONLY, FAST)
            .does("Tells of several whether they are members.", "key member [member ...]")
            .runs(members::hasMany));
    table.add(
        spec("scard", 2, "1.0.0", READONLY, FAST)
            .does("Tells how many members there are.", "key")
            .runs(members::size));
    table.add(
        spec("smembers", 2, "1.0.0", READONLY)
            .does("Tells all members.", "key")
            .runs(members::all));
  }

  private static void samples(CommandTable table, SetSamples samples) {
    table.add(
        spec("spop", -2, "1.0.0", WRITE, FAST)
            .does("Removes members drawn at random and tells them.", "key [count]")
            .runs(samples::pop));
    table.add(
        spec("srandmember", -2, "1.0.0", READONLY)
            .does("Tells members drawn at random.", "key [count]")
            .runs(samples::random));
    table.add(
        spec("sscan", -3, "2.8.0", READONLY)
            .does(
                "Goes through the members, some at a time.",
                "key cursor [MATCH pattern] [COUNT count]")
            .runs(samples::scan));
  }

  private static void algebra(CommandTable table, SetAlgebra algebra) {
    table.add(
        spec("sinter", -2, "1.0.0", READONLY)
            .keys(1, -1, 1)
            .does("Tells the members that all sets have.", "key [key ...]")
            .runs(algebra::intersect));
    table.add(
        spec("sunion", -2, "1.0.0", READONLY)
            .keys(1, -1, 1)
            .does("Tells the members that any set has.", "key [key ...]")
            .runs(algebra::unite));
    table.add(
        spec("sdiff", -2, "1.0.0", READONLY)
            .keys(1, -1, 1)
            .does("Tells the members of the first set that no other has.", "key [key ...]")
            .runs(algebra::subtract));
    table.add(
        spec("sinterstore", -3, "1.0.0", WRITE, DENYOOM)
            .keys(1, -1, 1)
            .does("Stores the members that all sets have.", "destination key [key ...]")
            .runs(algebra::storeIntersection));
    table.add(
        spec("sunionstore", -3, "1.0.0", WRITE, DENYOOM)
            .keys(1, -1, 1)
            .does("Stores the members that any set has.", "destination key [key ...]")
            .runs(algebra::storeUnion));
    table.add(
        spec("sdiffstore", -3, "1.0.0", WRITE, DENYOOM)
            .keys(1, -1, 1)
            .does(
                "Stores the members of the first set that no other has.",
                "destination key [key ...]")
            .runs(algebra::storeDifference));
    table.add(
        spec("sintercard", -3, "7.0.0", READONLY, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "Counts the members that all sets have, up to a limit.",
                "numkeys key [key ...] [LIMIT limit]")
            .runs(algebra::countIntersection));
  }
}
