package dev.trimaran.cache.core.hyperloglog;

import static dev.trimaran.cache.core.command.Flag.ADMIN;
import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.packed.Limits;

/** The commands on HyperLogLogs. */
public final class HyperLogLogCommands {

  private HyperLogLogCommands() {}

  private static CommandSpec.Draft spec(String name, int arity, Flag... flags) {
    return CommandSpec.named(name)
        .arity(arity)
        .flags(flags)
        .key()
        .group(Group.HYPERLOGLOG, "2.8.9");
  }

  public static void register(CommandTable table, Limits limits) {
    HyperLogLogs all = new HyperLogLogs(limits);
    table.add(
        spec("pfadd", -2, WRITE, DENYOOM, FAST)
            .does("Adds elements to a HyperLogLog.", "key [element [element ...]]")
            .runs(all::add));
    table.add(
        spec("pfcount", -2, READONLY)
            .keys(1, -1, 1)
            .does("Estimates how many different elements were added.", "key [key ...]")
            .runs(all::count));
    table.add(
        spec("pfmerge", -2, WRITE, DENYOOM)
            .keys(1, -1, 1)
            .does("Makes one HyperLogLog of several.", "destkey [sourcekey [sourcekey ...]]")
            .runs(all::merge));
    table.add(
        spec("pfdebug", 3, WRITE, DENYOOM, ADMIN)
            .keys(2, 2, 1)
            .does("Tells what a HyperLogLog looks like inside.", "subcommand key")
            .runs(new HyperLogLogDebug()::run));
  }
}
