package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.bitmap.BitmapCommands;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.dump.DumpCommands;
import dev.trimaran.cache.core.hash.HashCommands;
import dev.trimaran.cache.core.hyperloglog.HyperLogLogCommands;
import dev.trimaran.cache.core.keys.KeysCommands;
import dev.trimaran.cache.core.list.ListCommands;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.set.SetCommands;
import dev.trimaran.cache.core.sort.SortCommands;
import dev.trimaran.cache.core.sortedset.SortedSetCommands;
import dev.trimaran.cache.core.string.StringCommands;

/** The commands of all families, in one table. */
public final class AllCommands {

  private AllCommands() {}

  /** A table for one engine, whose collections keep to {@code limits}. */
  public static CommandTable table(Limits limits) {
    CommandTable table = new CommandTable();
    KeysCommands.register(table);
    StringCommands.register(table, limits);
    BitmapCommands.register(table, limits);
    HyperLogLogCommands.register(table, limits);
    ListCommands.register(table);
    HashCommands.register(table, limits);
    SetCommands.register(table, limits);
    SortedSetCommands.register(table, limits);
    DumpCommands.register(table, limits);
    SortCommands.register(table);
    return table;
  }
}
