package dev.trimaran.cache.core.keys;

import static dev.trimaran.cache.core.command.Flag.READONLY;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;

/** {@code MEMORY}: how much of it a key takes. */
final class MemoryCommand {

  private static final Word SAMPLES = Word.of("SAMPLES");

  private MemoryCommand() {}

  static CommandSpec spec() {
    return CommandSpec.named("memory")
        .arity(-2)
        .group(Group.SERVER, "4.0.0")
        .does("Tells of memory.", "")
        .with(
            CommandSpec.named("memory|usage")
                .arity(-3)
                .flags(READONLY)
                .keys(2, 2, 1)
                .group(Group.SERVER, "4.0.0")
                .does("Tells the bytes that a key and its value take.", "key [SAMPLES count]")
                .runs(MemoryCommand::usage))
        .with(sub("stats", "Tells what takes how many bytes.").runs(MemoryReport::stats))
        .with(sub("doctor", "Tells of what is wrong with it.").runs(MemoryReport::doctor))
        .with(
            sub("malloc-stats", "Tells of the allocator.")
                .runs(
                    call -> call.reply().verbatim("Stats not supported for the current allocator")))
        .with(
            sub("purge", "Gives back what is free: nothing has to be done for that.")
                .runs(call -> call.reply().ok()))
        .contains();
  }

  private static CommandSpec.Draft sub(String name, String summary) {
    return CommandSpec.named("memory|" + name)
        .arity(2)
        .group(Group.SERVER, "4.0.0")
        .does(summary, "");
  }

  /** The number is kept, not sampled: a number of samples is taken and changes nothing. */
  private static void usage(Call call) {
    for (int i = 3; i < call.count(); i += 2) {
      if (i + 1 >= call.count() || !call.arguments().is(i, SAMPLES)) {
        throw Refusals.SYNTAX;
      }
      if (call.integer(i + 1) < 0) {
        throw Refusals.SYNTAX;
      }
    }
    long place = call.find(2, Access.PEEK);
    if (place == Keyspace.ABSENT) {
      call.reply().nil();
    } else {
      call.reply().integer(call.keys().bytes(place));
    }
  }
}
