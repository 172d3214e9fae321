package dev.trimaran.cache.core.sortedset;

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
import dev.trimaran.cache.core.packed.Limits;

/** The commands on sorted sets. */
public final class SortedSetCommands {

  private SortedSetCommands() {}

  /** Adds them, with Redis's default limits for compact encodings. */
  public static void register(CommandTable table) {
    register(table, new Limits());
  }

  /** Adds them; what they write follows {@code limits} from then on. */
  public static void register(CommandTable table, Limits limits) {
    writes(table, new SortedSetWrites(limits));
    reads(table, new SortedSetReads());
    SortedSetRanges ranges = new SortedSetRanges(limits);
    ranges(table, ranges);
    removals(table, ranges);
    pops(table, new SortedSetPops());
    SortedSetAlgebra algebra = new SortedSetAlgebra(limits);
    algebra(table, algebra);
    algebraStores(table, algebra);
  }

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).key().group(Group.SORTED_SET, since);
  }

  private static void writes(CommandTable table, SortedSetWrites writes) {
    table.add(
        spec("zadd", -4, "1.2.0", WRITE, DENYOOM, FAST)
            .does(
                "Adds members, or changes their scores.",
                "key [NX|XX] [GT|LT] [CH] [INCR] score member [score member ...]")
            .runs(writes::add));
    table.add(
        spec("zincrby", 4, "1.2.0", WRITE, DENYOOM, FAST)
            .does("Adds to the score of a member.", "key increment member")
            .runs(writes::increment));
    table.add(
        spec("zrem", -3, "1.2.0", WRITE, FAST)
            .does("Removes members, and the sorted set with the last.", "key member [member ...]")
            .runs(writes::remove));
  }

  private static void reads(CommandTable table, SortedSetReads reads) {
    table.add(
        spec("zscore", 3, "1.2.0", READONLY, FAST)
            .does("Tells the score of a member.", "key member")
            .runs(reads::score));
    table.add(
        spec("zmscore", -3, "6.2.0", READONLY, FAST)
            .does("Tells the scores of several members.", "key member [member ...]")
            .runs(reads::scores));
    table.add(
        spec("zcard", 2, "1.2.0", READONLY, FAST)
            .does("Tells how many members there are.", "key")
            .runs(reads::size));
    table.add(
        spec("zcount", 4, "2.0.0", READONLY, FAST)
            .does("Counts the members in a range of scores.", "key min max")
            .runs(reads::countScores));
    table.add(
        spec("zlexcount", 4, "2.8.9", READONLY, FAST)
            .does("Counts the members in a range of their bytes.", "key min max")
            .runs(reads::countMembers));
    table.add(
        spec("zrank", 3, "2.0.0", READONLY, FAST)
            .does("Tells the rank of a member, from the lowest score up.", "key member")
            .runs(reads::rank));
    table.add(
        spec("zrevrank", 3, "2.0.0", READONLY, FAST)
            .does("Tells the rank of a member, from the highest score down.", "key member")
            .runs(reads::reverseRank));
    table.add(
        spec("zscan", -3, "2.8.0", READONLY)
            .does(
                "Goes through members and scores, some at a time.",
                "key cursor [MATCH pattern] [COUNT count]")
            .runs(reads::scan));
    table.add(
        spec("zrandmember", -2, "6.2.0", READONLY)
            .does("Tells members drawn at random.", "key [count [WITHSCORES]]")
            .runs(reads::random));
  }

  private static void ranges(CommandTable table, SortedSetRanges ranges) {
    table.add(
        spec("zrange", -4, "1.2.0", READONLY)
            .does(
                "Tells the members in a range of ranks, scores or bytes.",
                "key start stop [BYSCORE|BYLEX] [REV] [LIMIT offset count] [WITHSCORES]")
            .runs(ranges::range));
    table.add(
        spec("zrangestore", -5, "6.2.0", WRITE, DENYOOM)
            .keys(1, 2, 1)
            .does(
                "Stores the members in a range.",
                "dst src min max [BYSCORE|BYLEX] [REV] [LIMIT offset count]")
            .runs(ranges::store));
    table.add(
        spec("zrevrange", -4, "1.2.0", READONLY)
            .does(
                "Tells the members in a range of ranks, from the highest score down.",
                "key start stop [WITHSCORES]")
            .runs(ranges::reverse));
    table.add(
        spec("zrangebyscore", -4, "1.0.5", READONLY)
            .does(
                "Tells the members in a range of scores.",
                "key min max [WITHSCORES] [LIMIT offset count]")
            .runs(ranges::byScore));
    table.add(
        spec("zrevrangebyscore", -4, "2.2.0", READONLY)
            .does(
                "Tells the members in a range of scores, from the highest down.",
                "key max min [WITHSCORES] [LIMIT offset count]")
            .runs(ranges::reverseByScore));
    table.add(
        spec("zrangebylex", -4, "2.8.9", READONLY)
            .does(
                "Tells the members in a range of their bytes.", "key min max [LIMIT offset count]")
            .runs(ranges::byLex));
    table.add(
        spec("zrevrangebylex", -4, "2.8.9", READONLY)
            .does(
                "Tells the members in a range of their bytes, from the last back.",
                "key max min [LIMIT offset count]")
            .runs(ranges::reverseByLex));
  }

  private static void removals(CommandTable table, SortedSetRanges ranges) {
    table.add(
        spec("zremrangebyrank", 4, "2.0.0", WRITE)
            .does("Removes the members in a range of ranks.", "key start stop")
            .runs(ranges::removeByRank));
    table.add(
        spec("zremrangebyscore", 4, "1.2.0", WRITE)
            .does("Removes the members in a range of scores.", "key min max")
            .runs(ranges::removeByScore));
    table.add(
        spec("zremrangebylex", 4, "2.8.9", WRITE)
            .does("Removes the members in a range of their bytes.", "key min max")
            .runs(ranges::removeByLex));
  }

  private static void pops(CommandTable table, SortedSetPops pops) {
    table.add(
        spec("zpopmin", -2, "5.0.0", WRITE, FAST)
            .does("Takes the members with the lowest scores away.", "key [count]")
            .runs(pops::popMin));
    table.add(
        spec("zpopmax", -2, "5.0.0", WRITE, FAST)
            .does("Takes the members with the highest scores away.", "key [count]")
            .runs(pops::popMax));
    table.add(
        spec("bzpopmin", -3, "5.0.0", WRITE, NOSCRIPT, BLOCKING, FAST)
            .keys(1, -2, 1)
            .does(
                "Takes the member with the lowest score away, waiting for one.",
                "key [key ...] timeout")
            .runs(pops::awaitMin));
    table.add(
        spec("bzpopmax", -3, "5.0.0", WRITE, NOSCRIPT, BLOCKING, FAST)
            .keys(1, -2, 1)
            .does(
                "Takes the member with the highest score away, waiting for one.",
                "key [key ...] timeout")
            .runs(pops::awaitMax));
    table.add(
        spec("zmpop", -4, "7.0.0", WRITE, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "Takes members away from the first of several keys.",
                "numkeys key [key ...] MIN|MAX [COUNT count]")
            .runs(pops::popMany));
    table.add(
        spec("bzmpop", -5, "7.0.0", WRITE, BLOCKING, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "Takes members away from the first of several keys, waiting for one.",
                "timeout numkeys key [key ...] MIN|MAX [COUNT count]")
            .runs(pops::awaitMany));
  }

  private static void algebra(CommandTable table, SortedSetAlgebra algebra) {
    table.add(
        spec("zunion", -3, "6.2.0", READONLY, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "Tells the members that any sorted set has.",
                "numkeys key [key ...] [WEIGHTS weight [weight ...]]"
                    + " [AGGREGATE SUM|MIN|MAX] [WITHSCORES]")
            .runs(algebra::unite));
    table.add(
        spec("zinter", -3, "6.2.0", READONLY, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "Tells the members that all sorted sets have.",
                "numkeys key [key ...] [WEIGHTS weight [weight ...]]"
                    + " [AGGREGATE SUM|MIN|MAX] [WITHSCORES]")
            .runs(algebra::intersect));
    table.add(
        spec("zdiff", -3, "6.2.0", READONLY, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "Tells the members of the first sorted set that no other has.",
                "numkeys key [key ...] [WITHSCORES]")
            .runs(algebra::subtract));
    table.add(
        spec("zintercard", -3, "7.0.0", READONLY, MOVABLEKEYS)
            .keys(0, 0, 0)
            .does(
                "Counts the members that all sorted sets have, up to a limit.",
                "numkeys key [key ...] [LIMIT limit]")
            .runs(algebra::countIntersection));
  }

  private static void algebraStores(CommandTable table, SortedSetAlgebra algebra) {
    table.add(
        spec("zunionstore", -4, "2.0.0", WRITE, DENYOOM, MOVABLEKEYS)
            .does(
                "Stores the members that any sorted set has.",
                "destination numkeys key [key ...] [WEIGHTS weight [weight ...]]"
                    + " [AGGREGATE SUM|MIN|MAX]")
            .runs(algebra::storeUnion));
    table.add(
        spec("zinterstore", -4, "2.0.0", WRITE, DENYOOM, MOVABLEKEYS)
            .does(
                "Stores the members that all sorted sets have.",
                "destination numkeys key [key ...] [WEIGHTS weight [weight ...]]"
                    + " [AGGREGATE SUM|MIN|MAX]")
            .runs(algebra::storeIntersection));
    table.add(
        spec("zdiffstore", -4, "6.2.0", WRITE, DENYOOM, MOVABLEKEYS)
            .does(
                "Stores the members of the first sorted set that no other has.",
                "destination numkeys key [key ...]")
            .runs(algebra::storeDifference));
  }
}
