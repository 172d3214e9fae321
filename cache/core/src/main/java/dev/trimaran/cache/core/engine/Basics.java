package dev.trimaran.cache.core.engine;

import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refused;

/** What every client sends first, and the databases as wholes. */
final class Basics {

  private static final Refused NO_SUCH_DATABASE = new Refused("ERR DB index is out of range");

  private Basics() {}

  static void register(CommandTable table, CacheEngine engine) {
    table.add(
        CommandSpec.named("ping")
            .arity(-1)
            .flags(FAST)
            .group(Group.CONNECTION, "1.0.0")
            .does("Answers.", "[message]")
            .runs(Basics::ping));
    table.add(
        CommandSpec.named("echo")
            .arity(2)
            .flags(FAST)
            .group(Group.CONNECTION, "1.0.0")
            .does("Answers the message.", "message")
            .runs(call ->
                call.reply()
                    .bulk(
                        call.arguments().array(),
                        call.arguments().offset(1),
                        call.arguments().length(1))));
    table.add(
        CommandSpec.named("select")
            .arity(2)
            .flags(FAST)
            .group(Group.CONNECTION, "1.0.0")
            .does("Goes to a database.", "index")
            .runs(Basics::select));
    wholes(table, engine);
  }

  private static void wholes(CommandTable table, CacheEngine engine) {
    table.add(
        CommandSpec.named("dbsize")
            .arity(1)
            .flags(FAST)
            .group(Group.SERVER, "1.0.0")
            .does("Counts the keys of the database.", "")
            .runs(call -> call.reply().integer(call.keys().size())));
    table.add(
        CommandSpec.named("flushall")
            .arity(-1)
            .flags(WRITE)
            .group(Group.SERVER, "1.0.0")
            .does("Removes all keys of all databases.", "[ASYNC|SYNC]")
            .runs(call -> {
              for (int i = 0; i < call.databases().count(); i++) {
                empty(call, call.databases().database(i));
              }
              call.reply().ok();
            }));
    table.add(
        CommandSpec.named("flushdb")
            .arity(-1)
            .flags(WRITE)
            .group(Group.SERVER, "1.0.0")
            .does("Removes all keys of the database.", "[ASYNC|SYNC]")
            .runs(call -> {
              empty(call, call.keys());
              call.reply().ok();
            }));
    table.add(
        CommandSpec.named("config")
            .arity(-2)
            .group(Group.SERVER, "2.0.0")
            .does("Settings.", "")
            .runs(call -> call.reply().array(0)));
    table.add(
        CommandSpec.named("quit")
            .arity(-1)
            .flags(FAST)
            .group(Group.CONNECTION, "1.0.0")
            .does("Ends the connection.", "")
            .runs(call -> {
              call.reply().ok();
              engine.current().outbox.close();
            }));
  }

  private static void ping(Call call) {
    if (call.count() == 1) {
      call.reply().simple("PONG");
    } else {
      call.reply()
          .bulk(call.arguments().array(), call.arguments().offset(1), call.arguments().length(1));
    }
  }

  private static void select(Call call) {
    long number = call.integer(1);
    if (number < 0 || number >= call.databases().count()) {
      throw NO_SUCH_DATABASE;
    }
    call.session().database((int) number);
    call.reply().ok();
  }

  private static void empty(Call call, Keyspace keys) {
    keys.clear();
    call.effects().emptied(keys);
    call.dirty(1);
  }
}
