package dev.trimaran.cache.core.lease;

import static dev.trimaran.cache.core.command.Flag.BLOCKING;
import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;

/**
 * {@code GETLEASE}, {@code SETLEASE}, {@code DELLEASE}, and soft deadlines. None of them is
 * Redis's; all take and answer what any client of Redis can send and read.
 */
public final class LeaseCommands {

  private LeaseCommands() {}

  public static void register(CommandTable table, Leases leases) {
    Loads loads = new Loads(leases);
    table.add(
        spec("getlease", -3, WRITE, FAST, BLOCKING)
            .does(
                "Tells a value, or grants one client the right to load it.",
                "key lease-milliseconds [WAIT milliseconds] [EARLY milliseconds]")
            .runs(loads::get));
    table.add(
        spec("setlease", -4, WRITE, DENYOOM, FAST)
            .does(
                "Stores what was loaded, unless the key was changed or removed meanwhile.",
                "key token value [EX seconds|PX milliseconds|EXAT unix-time-seconds|"
                    + "PXAT unix-time-milliseconds] [SOFT milliseconds]")
            .runs(loads::set));
    table.add(
        spec("dellease", 3, WRITE, FAST)
            .does("Gives back the right to load a key; the next that waits has it.", "key token")
            .runs(loads::release));
    table.add(
        spec("softexpire", 3, WRITE, FAST)
            .does("Lets a value become stale after some milliseconds.", "key milliseconds")
            .runs(call -> Staleness.set(call, true)));
    table.add(
        spec("softexpireat", 3, WRITE, FAST)
            .does("Lets a value become stale at a time.", "key unix-time-milliseconds")
            .runs(call -> Staleness.set(call, false)));
    table.add(
        spec("softttl", 2, READONLY, FAST)
            .does("Tells the milliseconds until a value is stale.", "key")
            .runs(Staleness::tell));
    table.add(leases);
  }

  /** Since a version of ours: there is none of Redis's. */
  private static CommandSpec.Draft spec(String name, int arity, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).key().group(Group.STRING, "0.1.0");
  }
}
