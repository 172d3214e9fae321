package dev.trimaran.cache.core.server;

import static dev.trimaran.cache.core.command.Flag.ADMIN;
import static dev.trimaran.cache.core.command.Flag.ALLOW_BUSY;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.NO_MULTI;
import static dev.trimaran.cache.core.command.Flag.READONLY;
import static dev.trimaran.cache.core.command.Flag.STALE;
import static dev.trimaran.cache.core.command.Flag.WRITE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.reply.Reply;

/** The databases as wholes, the time, and what there is none of: replicas, clusters. */
public final class ServerCommands {

  private static final Refused NO_FIRST = new Refused("ERR invalid first DB index");
  private static final Refused NO_SECOND = new Refused("ERR invalid second DB index");
  private static final Word ASYNC = Word.of("ASYNC");
  private static final Word SYNC = Word.of("SYNC");
  private static final Word NO = Word.of("NO");
  private static final Word ONE = Word.of("ONE");
  private static final Word NOSAVE = Word.of("NOSAVE");
  private static final Word SAVE = Word.of("SAVE");
  private static final Refused NO_DISK = new Refused("ERR this cache has no directory to save to");
  private static final Refused BAD_PORT = new Refused("ERR Invalid master port");
  private static final Refused NO_REPLICAS =
      new Refused("ERR replication from a Redis master is not supported by this server");

  private final Server server;

  private ServerCommands(Server server) {
    this.server = server;
  }

  public static void register(CommandTable table, Server server) {
    ServerCommands all = new ServerCommands(server);
    all.wholes(table);
    all.replication(table);
    all.process(table);
    ConfigCommands.register(table, server);
    DebugCommand.register(table, server);
    InfoCommand.register(table, server);
    CommandCommands.register(table, server);
  }

  static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).group(Group.SERVER, since);
  }

  private void wholes(CommandTable table) {
    table.add(
        spec("dbsize", 1, "1.0.0", READONLY, FAST)
            .does("Counts the keys of the database.", "")
            .runs(call -> call.reply().integer(call.keys().size())));
    table.add(
        spec("flushall", -1, "1.0.0", WRITE)
            .does("Removes all keys of all databases.", "[ASYNC|SYNC]")
            .runs(call -> {
              checkMode(call);
              for (int i = 0; i < call.databases().count(); i++) {
                empty(call, call.databases().database(i));
              }
              call.effects().flushed();
              call.reply().ok();
            }));
    table.add(
        spec("flushdb", -1, "1.0.0", WRITE)
            .does("Removes all keys of the database.", "[ASYNC|SYNC]")
            .runs(call -> {
              checkMode(call);
              empty(call, call.keys());
              call.effects().flushed();
              call.reply().ok();
            }));
    table.add(
        spec("swapdb", 3, "4.0.0", WRITE, FAST)
            .does("Exchanges two databases.", "index1 index2")
            .runs(this::swap));
    table.add(
        spec("time", 1, "2.6.0", LOADING, STALE, FAST)
            .does("Tells the time: seconds, and microseconds of the second.", "")
            .runs(call -> {
              call.reply().array(2);
              call.reply().bulkInteger(call.now() / 1000);
              call.reply().bulkInteger(call.now() % 1000 * 1000);
            }));
  }

  private static void checkMode(Call call) {
    if (call.count() > 2
        || (call.count() == 2 && !call.arguments().is(1, ASYNC) && !call.arguments().is(1, SYNC))) {
      throw Refusals.SYNTAX;
    }
  }

  private static void replicaOf(Call call) {
    if (!call.arguments().is(1, NO) || !call.arguments().is(2, ONE)) {
      long port = call.integer(2, BAD_PORT);
      throw port < 0 || port > 65_535 ? BAD_PORT : NO_REPLICAS;
    }
    call.reply().ok();
  }

  private static void empty(Call call, Keyspace keys) {
    call.dirty(Math.max(1, keys.size()));
    call.effects().emptied(keys, keys);
    keys.clear();
  }

  private void swap(Call call) {
    int first = number(call, 1, NO_FIRST);
    int second = number(call, 2, NO_SECOND);
    Keyspace one = call.database(first);
    Keyspace other = call.database(second);
    call.effects().emptied(one, other);
    call.effects().emptied(other, one);
    call.databases().swap(first, second);
    call.dirty(1);
    call.reply().ok();
  }

  private static int number(Call call, int index, Refused otherwise) {
    long number = call.integer(index, otherwise);
    if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
      throw otherwise;
    }
    return (int) number;
  }

  private void replication(CommandTable table) {
    table.add(
        spec("role", 1, "2.8.12", NOSCRIPT, LOADING, STALE, FAST)
            .does("Tells the part the server plays in replication.", "")
            .runs(call -> {
              Reply reply = call.reply();
              reply.array(3);
              reply.bulk("master");
              reply.integer(0);
              reply.array(0);
            }));
    for (String name : new String[] {"replicaof", "slaveof"}) {
      table.add(
          spec(name, 3, "5.0.0", ADMIN, NOSCRIPT, STALE)
              .does("Is refused, but for NO ONE.", "host port")
              .runs(ServerCommands::replicaOf));
    }
    table.add(
        CommandSpec.named("wait")
            .arity(3)
            .flags(NOSCRIPT)
            .group(Group.GENERIC, "3.0.0")
            .does("Counts the replicas that have the client's writes: none.", "numreplicas timeout")
            .runs(call -> {
              call.integer(1);
              if (call.integer(2, new Refused("ERR timeout is not an integer or out of range"))
                  < 0) {
                throw new Refused("ERR timeout is negative");
              }
              call.reply().integer(0);
            }));
    table.add(cluster());
  }

  private static CommandSpec cluster() {
    CommandSpec.Draft cluster =
        CommandSpec.named("cluster")
            .arity(-2)
            .group(Group.CLUSTER, "3.0.0")
            .does("Belongs to clusters; refused outside them.", "");
    for (String name :
        new String[] {
          "slots",
          "shards",
          "nodes",
          "info",
          "myid",
          "keyslot",
          "countkeysinslot",
          "getkeysinslot",
          "reset",
          "meet",
          "addslots",
          "replicas"
        }) {
      cluster.with(
          CommandSpec.named("cluster|" + name)
              .arity(-2)
              .flags(LOADING, STALE)
              .group(Group.CLUSTER, "3.0.0")
              .does("Belongs to clusters; refused outside them.", "")
              .runs(_ -> {
                throw new Refused("ERR This instance has cluster support disabled");
              }));
    }
    return cluster.contains();
  }

  private void process(CommandTable table) {
    table.add(
        spec("shutdown", -1, "1.0.0", ADMIN, NOSCRIPT, LOADING, STALE, NO_MULTI, ALLOW_BUSY)
            .does("Ends the server.", "[NOSAVE|SAVE]")
            .runs(this::shutdown));
    table.add(
        spec("lolwut", -1, "5.0.0", READONLY, FAST)
            .does("Shows the three hulls.", "[VERSION version]")
            .runs(call ->
                call.reply()
                    .verbatim(
                        "   |\\      |\\      |\\\n __|_\\_____|_\\_____|_\\__\n \\_________________"
                            + "_____/\n\nTrimaran, in the words of Redis ver. 7.0.15\n")));
    for (String name : new String[] {"save", "bgsave", "bgrewriteaof", "lastsave"}) {
      if (!table.has(name)) {
        table.add(
            spec(name, -1, "1.0.0", ADMIN, NOSCRIPT)
                .does("Is refused: nothing is kept on disk.", "")
                .runs(_ -> {
                  throw NO_DISK;
                }));
      }
    }
  }

  private void shutdown(Call call) {
    boolean save = call.count() == 2 && call.arguments().is(1, SAVE);
    if (call.count() > 2 || (call.count() == 2 && !save && !call.arguments().is(1, NOSAVE))) {
      throw Refusals.SYNTAX;
    }
    String obstacle = server.administration().shutdown(save);
    if (!obstacle.isEmpty()) {
      throw new Refused(obstacle);
    }
  }
}
