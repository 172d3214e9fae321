package dev.trimaran.cache.core.connection;

import static dev.trimaran.cache.core.command.Flag.ALLOW_BUSY;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.NO_AUTH;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Identity;
import dev.trimaran.cache.core.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code AUTH} and {@code HELLO}. */
final class Authentication {

  /** The version of Redis whose commands and replies these are. */
  static final String VERSION = "7.0.15";

  private static final Word AUTH = Word.of("AUTH");
  private static final Word SETNAME = Word.of("SETNAME");
  private static final Refused NO_PASSWORD =
      new Refused(
          "ERR AUTH <password> called without any password configured for the default user. Are"
              + " you sure your configuration is correct?");
  private static final Refused WRONG =
      new Refused("WRONGPASS invalid username-password pair or user is disabled.");
  private static final Refused NO_PROTOCOL = new Refused("NOPROTO unsupported protocol version");
  private static final Refused NO_NUMBER =
      new Refused("ERR Protocol version is not an integer or out of range");
  private static final Refused STRANGER =
      new Refused(
          "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
              + " <proto> AUTH <user> <pass> option can be used to authenticate the client and"
              + " select the RESP protocol version at the same time");

  private final Clients clients;

  private Authentication(Clients clients) {
    this.clients = clients;
  }

  static void register(CommandTable table, Clients clients) {
    Authentication all = new Authentication(clients);
    table.add(
        ConnectionCommands.spec(
                "auth", -2, "1.0.0", NOSCRIPT, LOADING, STALE, FAST, NO_AUTH, ALLOW_BUSY)
            .does("Tells who the client is.", "[username] password")
            .runs(all::auth));
    table.add(
        ConnectionCommands.spec(
                "hello", -1, "6.0.0", NOSCRIPT, LOADING, STALE, FAST, NO_AUTH, ALLOW_BUSY)
            .does(
                "Chooses the protocol, and tells of the server.",
                "[protover [AUTH username password] [SETNAME clientname]]")
            .runs(all::hello));
  }

  private void auth(Call call) {
    if (call.count() > 3) {
      throw Refusals.SYNTAX;
    }
    if (call.count() == 2 && clients.open()) {
      throw NO_PASSWORD;
    }
    String user = call.count() == 3 ? call.arguments().text(1) : "default";
    accept(call.session(), identify(call, user, call.count() - 1));
    call.reply().ok();
  }

  private Identity identify(Call call, String user, int password) {
    Identity identity = clients.authenticate(user, call.arguments().copy(password), call.session());
    if (identity == null) {
      throw WRONG;
    }
    return identity;
  }

  private static void accept(Session session, Identity identity) {
    session.identity(identity);
    session.authenticated(true);
  }

  private void hello(Call call) {
    long version = call.reply().resp3() ? 3 : 2;
    @Nullable Identity identity = null;
    @Nullable String name = null;
    if (call.count() > 1) {
      version = call.integer(1, NO_NUMBER);
      if (version != 2 && version != 3) {
        throw NO_PROTOCOL;
      }
    }
    for (int i = 2; i < call.count(); i++) {
      if (call.arguments().is(i, AUTH) && i + 2 < call.count()) {
        identity = identify(call, call.arguments().text(i + 1), i + 2);
        i += 2;
      } else if (call.arguments().is(i, SETNAME) && i + 1 < call.count()) {
        name = ClientCommands.checkedName(call.arguments().text(i + 1));
        i++;
      } else {
        throw new Refused("ERR Syntax error in HELLO option '" + call.arguments().text(i) + "'");
      }
    }
    if (identity != null) {
      accept(call.session(), identity);
    }
    if (!call.session().authenticated()) {
      throw STRANGER;
    }
    if (name != null) {
      call.session().name(name);
    }
    call.reply().resp3(version == 3);
    greet(call, version);
  }

  private static void greet(Call call, long version) {
    Reply reply = call.reply();
    reply.map(7);
    reply.bulk("server");
    reply.bulk("redis");
    reply.bulk("version");
    reply.bulk(VERSION);
    reply.bulk("proto");
    reply.integer(version);
    reply.bulk("id");
    reply.integer(call.session().id());
    reply.bulk("mode");
    reply.bulk("standalone");
    reply.bulk("role");
    reply.bulk("master");
    reply.bulk("modules");
    reply.array(0);
  }
}
