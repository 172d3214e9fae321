package dev.trimaran.cache.core.connection;

import static dev.trimaran.cache.core.command.Flag.ADMIN;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.session.ReplyMode;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.session.Sessions;
import java.util.List;

/** {@code CLIENT} with its subcommands, those of tracking excepted. */
final class ClientCommands {

  private static final Word ON = Word.of("ON");
  private static final Word OFF = Word.of("OFF");
  private static final Word SKIP = Word.of("SKIP");
  private static final Word WRITE = Word.of("WRITE");
  private static final Word ALL = Word.of("ALL");
  private static final Word TIMEOUT = Word.of("TIMEOUT");
  private static final Word ERROR = Word.of("ERROR");
  private static final Refused BAD_NAME =
      new Refused("ERR Client names cannot contain spaces, newlines or special characters.");
  private static final Refused BAD_TIMEOUT =
      new Refused("ERR timeout is not an integer or out of range");

  private final Clients clients;
  private final Sessions sessions;

  private ClientCommands(Clients clients, Sessions sessions) {
    this.clients = clients;
    this.sessions = sessions;
  }

  static void register(
      CommandTable table, Clients clients, Sessions sessions, List<CommandSpec> more) {
    ClientCommands all = new ClientCommands(clients, sessions);
    ClientFilters filters = new ClientFilters(sessions, clients);
    CommandSpec.Draft client =
        ConnectionCommands.spec("client", -2, "2.4.0").does("Tells of connections.", "");
    all.about(client);
    all.control(client);
    client.with(
        spec("list", -2, ADMIN)
            .does(
                "Tells of all connections.",
                "[TYPE NORMAL|MASTER|REPLICA|PUBSUB] [ID client-id [client-id ...]]")
            .runs(filters::list));
    client.with(
        spec("kill", -3, ADMIN)
            .does(
                "Ends connections.",
                "ip:port|[ID client-id] [TYPE NORMAL|MASTER|SLAVE|REPLICA|PUBSUB]"
                    + " [USER username] [ADDR ip:port] [LADDR ip:port] [SKIPME yes/no]")
            .runs(filters::kill));
    more.forEach(client::with);
    table.add(client.contains());
  }

  private static CommandSpec.Draft spec(String name, int arity, Flag... flags) {
    return ConnectionCommands.spec("client|" + name, arity, "2.4.0", NOSCRIPT, LOADING, STALE)
        .flags(flags);
  }

  private void about(CommandSpec.Draft client) {
    client.with(
        spec("id", 2)
            .does("Tells the number of the connection.", "")
            .runs(call -> call.reply().integer(call.session().id())));
    client.with(spec("info", 2).does("Tells of this connection.", "").runs(this::info));
    client.with(spec("getname", 2).does("Tells its name.", "").runs(this::getName));
    client.with(
        spec("setname", 3).does("Names the connection.", "connection-name").runs(this::setName));
    client.with(spec("reply", 3).does("Wants replies, or none.", "ON|OFF|SKIP").runs(this::reply));
    client.with(
        spec("no-evict", 3, ADMIN)
            .does("Is spared when clients are ended for memory.", "ON|OFF")
            .runs(this::noEvict));
  }

  private void control(CommandSpec.Draft client) {
    client.with(
        spec("pause", -3, ADMIN)
            .does("Lets requests wait for some milliseconds.", "timeout [WRITE|ALL]")
            .runs(this::pause));
    client.with(
        spec("unpause", 2, ADMIN)
            .does("Lets requests wait no more.", "")
            .runs(call -> {
              clients.pause(0, false);
              call.reply().ok();
            }));
    client.with(
        spec("unblock", -3, ADMIN)
            .does("Answers a request that waits.", "client-id [TIMEOUT|ERROR]")
            .runs(this::unblock));
  }

  private void info(Call call) {
    call.reply().verbatim(ClientLine.of(call.session(), call.now()) + "\n");
  }

  private void getName(Call call) {
    String name = call.session().name();
    if (name.isEmpty()) {
      call.reply().nil();
    } else {
      call.reply().bulk(name);
    }
  }

  private void setName(Call call) {
    call.session().name(checkedName(call.arguments().text(2)));
    call.reply().ok();
  }

  /** A name that can stand in a line of {@code CLIENT LIST}; empty is none. */
  static String checkedName(String name) {
    if (!name.chars().allMatch(letter -> letter >= '!' && letter <= '~')) {
      throw BAD_NAME;
    }
    return name;
  }

  private void reply(Call call) {
    Session session = call.session();
    if (call.arguments().is(2, ON)) {
      session.replyMode(ReplyMode.ON);
      call.reply().ok();
    } else if (call.arguments().is(2, OFF)) {
      session.replyMode(ReplyMode.OFF);
    } else if (call.arguments().is(2, SKIP)) {
      if (session.replyMode() != ReplyMode.OFF) {
        session.replyMode(ReplyMode.SKIP_NEXT);
      }
    } else {
      throw Refusals.SYNTAX;
    }
  }

  private void noEvict(Call call) {
    boolean on = call.arguments().is(2, ON);
    if (!on && !call.arguments().is(2, OFF)) {
      throw Refusals.SYNTAX;
    }
    call.session().kept(on);
    call.reply().ok();
  }

  private void pause(Call call) {
    checkCount(call);
    boolean writes = call.count() == 4 && call.arguments().is(3, WRITE);
    if (call.count() == 4 && !writes && !call.arguments().is(3, ALL)) {
      throw new Refused("ERR CLIENT PAUSE mode must be WRITE or ALL");
    }
    long timeout = call.integer(2, BAD_TIMEOUT);
    if (timeout < 0) {
      throw new Refused("ERR timeout is negative");
    }
    clients.pause(call.now() + Math.min(timeout, Long.MAX_VALUE - call.now()), writes);
    call.reply().ok();
  }

  /** One option at most. */
  private static void checkCount(Call call) {
    if (call.count() > 4) {
      throw new Refused(
          "ERR unknown subcommand or wrong number of arguments for '%s'. Try CLIENT HELP."
              .formatted(call.arguments().text(1)));
    }
  }

  private void unblock(Call call) {
    boolean error = call.count() == 4 && call.arguments().is(3, ERROR);
    checkCount(call);
    if (call.count() == 4 && !error && !call.arguments().is(3, TIMEOUT)) {
      throw new Refused("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
    }
    Session session = sessions.byId(call.integer(2));
    call.reply().integer(session != null && clients.unblock(session, error) ? 1 : 0);
  }
}
