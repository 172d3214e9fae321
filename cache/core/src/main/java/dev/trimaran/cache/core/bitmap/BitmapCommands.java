package dev.trimaran.cache.core.bitmap;

import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.packed.Limits;

/** The commands on bits of strings. */
public final class BitmapCommands {

  private static final String FIELD_SYNTAX =
      "key GET encoding offset|[OVERFLOW WRAP|SAT|FAIL] SET encoding offset value|"
          + "INCRBY encoding offset increment [...]";

  private BitmapCommands() {}

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).key().group(Group.BITMAP, since);
  }

  public static void register(CommandTable table, Limits limits) {
    SingleBits single = new SingleBits(limits);
    BitSearch search = new BitSearch();
    BitFields fields = new BitFields(limits);
    table.add(
        spec("getbit", 3, "2.2.0", READONLY, FAST)
            .does("Tells a bit of a value.", "key offset")
            .runs(single::get));
    table.add(
        spec("setbit", 4, "2.2.0", WRITE, DENYOOM)
            .does("Sets or clears a bit of a value and tells what it was.", "key offset value")
            .runs(single::set));
    table.add(
        spec("bitcount", -2, "2.6.0", READONLY)
            .does("Counts the bits that are set.", "key [start end [BYTE|BIT]]")
            .runs(search::count));
    table.add(
        spec("bitpos", -3, "2.8.7", READONLY)
            .does("Finds the first bit that is set, or clear.", "key bit [start [end [BYTE|BIT]]]")
            .runs(search::find));
    table.add(
        spec("bitop", -4, "2.6.0", WRITE, DENYOOM)
            .keys(2, -1, 1)
            .does("Combines values bit by bit.", "AND|OR|XOR|NOT destkey key [key ...]")
            .runs(new BitOperation()::run));
    table.add(
        spec("bitfield", -2, "3.2.0", WRITE, DENYOOM)
            .does("Reads and writes integers of any width within a value.", FIELD_SYNTAX)
            .runs(fields::run));
    table.add(
        spec("bitfield_ro", -2, "6.0.0", READONLY, FAST)
            .does(
                "Reads integers of any width within a value.",
                "key [GET encoding offset [GET encoding offset ...]]")
            .runs(fields::runReadOnly));
  }
}
