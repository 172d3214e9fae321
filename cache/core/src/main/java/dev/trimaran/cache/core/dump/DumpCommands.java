package dev.trimaran.cache.core.dump;

import static dev.trimaran.cache.core.command.Flag.DENYOOM;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.packed.Limits;

/** {@code DUMP} and {@code RESTORE}. */
public final class DumpCommands {

  private DumpCommands() {}

  public static void register(CommandTable table, Limits limits) {
    table.add(
        CommandSpec.named("dump")
            .arity(2)
            .flags(READONLY)
            .key()
            .group(Group.GENERIC, "2.6.0")
            .does("Tells a value in its serialized form.", "key")
            .runs(DumpCommands::dump));
    table.add(
        CommandSpec.named("restore")
            .arity(-4)
            .flags(WRITE, DENYOOM)
            .key()
            .group(Group.GENERIC, "2.6.0")
            .does(
                "Stores a value from its serialized form.",
                "key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]")
            .runs(new Restore(limits)));
  }

  private static void dump(Call call) {
    long place = call.find(1, Access.READ);
    if (place == Keyspace.ABSENT) {
      call.reply().nil();
    } else {
      call.reply().bulk(new Serializer().serialize(call.keys(), place));
    }
  }
}
