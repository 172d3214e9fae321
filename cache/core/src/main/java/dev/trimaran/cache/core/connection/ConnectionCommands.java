package dev.trimaran.cache.core.connection;

import static dev.trimaran.cache.core.command.Flag.ALLOW_BUSY;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.NO_AUTH;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.session.ReplyMode;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.session.Sessions;
import java.util.List;

/** {@code PING}, {@code ECHO}, {@code SELECT}, {@code QUIT}, {@code RESET} and their like. */
public final class ConnectionCommands {

  private static final Refused NO_CLUSTER =
      new Refused("ERR This instance has cluster support disabled");

  private final Clients clients;

  private ConnectionCommands(Clients clients) {
    this.clients = clients;
  }

  /**
   * @param moreOfClient subcommands of {@code CLIENT} that belong to others
   */
  public static void register(
      CommandTable table, Clients clients, Sessions sessions, List<CommandSpec> moreOfClient) {
    ConnectionCommands all = new ConnectionCommands(clients);
    all.talk(table);
    all.standing(table);
    Authentication.register(table, clients);
    ClientCommands.register(table, clients, sessions, moreOfClient);
  }

  static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).group(Group.CONNECTION, since);
  }

  private void talk(CommandTable table) {
    table.add(spec("ping", -1, "1.0.0", FAST).does("Answers.", "[message]").runs(this::ping));
    table.add(
        spec("echo", 2, "1.0.0", LOADING, STALE, FAST)
            .does("Answers the message.", "message")
            .runs(call -> argument(call, 1)));
    table.add(
        spec("quit", -1, "1.0.0", NOSCRIPT, LOADING, STALE, FAST, NO_AUTH, ALLOW_BUSY)
            .does("Ends the connection.", "")
            .runs(call -> {
              call.reply().ok();
              call.session().close();
            }));
  }

  private void standing(CommandTable table) {
    table.add(
        spec("select", 2, "1.0.0", LOADING, STALE, FAST)
            .does("Goes to a database.", "index")
            .runs(this::select));
    table.add(
        spec("reset", 1, "6.2.0", NOSCRIPT, LOADING, STALE, FAST, NO_AUTH, ALLOW_BUSY)
            .does("Makes the connection as if it were new.", "")
            .runs(this::reset));
    for (String name : new String[] {"readonly", "readwrite"}) {
      table.add(
          CommandSpec.named(name)
              .arity(1)
              .flags(LOADING, STALE, FAST)
              .group(Group.CLUSTER, "3.0.0")
              .does("Belongs to clusters; refused outside them.", "")
              .runs(_ -> {
                throw NO_CLUSTER;
              }));
    }
    table.add(
        CommandSpec.named("asking")
            .arity(1)
            .flags(FAST)
            .group(Group.CLUSTER, "3.0.0")
            .does("Belongs to clusters; refused outside them.", "")
            .runs(_ -> {
              throw NO_CLUSTER;
            }));
  }

  private static void argument(Call call, int index) {
    call.reply()
        .bulk(
            call.arguments().array(),
            call.arguments().offset(index),
            call.arguments().length(index));
  }

  private void ping(Call call) {
    if (call.count() > 2) {
      throw new Refused("ERR wrong number of arguments for 'ping' command");
    }
    if (Subscribed.limits(call.session(), call.reply())) {
      call.reply().array(2);
      call.reply().bulk("pong");
      if (call.count() == 2) {
        argument(call, 1);
      } else {
        call.reply().bulk("");
      }
    } else if (call.count() == 1) {
      call.reply().simple("PONG");
    } else {
      argument(call, 1);
    }
  }

  private void select(Call call) {
    call.session().database(call.database(call.smallInteger(1)).number());
    call.reply().ok();
  }

  private void reset(Call call) {
    Session session = call.session();
    clients.reset(session);
    session.database(0);
    session.name("");
    session.kept(false);
    session.replyMode(ReplyMode.ON);
    session.identity(clients.beginner());
    session.authenticated(clients.open());
    call.reply().resp3(false);
    call.reply().simple("RESET");
  }
}
