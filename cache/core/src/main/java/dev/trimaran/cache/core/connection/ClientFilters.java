package dev.trimaran.cache.core.connection;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code CLIENT LIST} and {@code CLIENT KILL}: which clients are meant. */
final class ClientFilters {

  private static final Word TYPE = Word.of("TYPE");
  private static final Word ID = Word.of("ID");
  private static final Refused INVALID_ID = new Refused("ERR Invalid client ID");

  private final Sessions sessions;
  private final Clients clients;

  ClientFilters(Sessions sessions, Clients clients) {
    this.sessions = sessions;
    this.clients = clients;
  }

  void list(Call call) {
    List<Session> listed = sessions.all();
    if (call.count() == 4 && call.arguments().is(2, TYPE)) {
      listed.removeIf(ofType(call.arguments().text(3)).negate());
    } else if (call.count() > 3 && call.arguments().is(2, ID)) {
      listed = byIds(call);
    } else if (call.count() != 2) {
      throw Refusals.SYNTAX;
    }
    StringBuilder lines = new StringBuilder();
    for (Session session : listed) {
      lines.append(ClientLine.of(session, call.now())).append('\n');
    }
    call.reply().verbatim(lines.toString());
  }

  /** In the order in which they are named, as often as they are. */
  private List<Session> byIds(Call call) {
    List<Session> named = new ArrayList<>();
    for (int i = 3; i < call.count(); i++) {
      Session session = sessions.byId(call.integer(i, INVALID_ID));
      if (session != null) {
        named.add(session);
      }
    }
    return named;
  }

  private static Predicate<Session> ofType(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "normal" -> session -> !session.listens();
      case "pubsub" -> Session::listens;
      case "master", "replica", "slave" -> _ -> false;
      default -> throw new Refused("ERR Unknown client type '" + type + "'");
    };
  }

  void kill(Call call) {
    if (call.count() == 3) {
      killAddress(call);
      return;
    }
    if (call.count() % 2 != 0) {
      throw Refusals.SYNTAX;
    }
    boolean spareMe = true;
    Predicate<Session> meant = _ -> true;
    for (int i = 2; i < call.count(); i += 2) {
      String value = call.arguments().text(i + 1);
      String option = call.arguments().text(i).toLowerCase(Locale.ROOT);
      if (option.equals("skipme")) {
        spareMe = yes(value);
      } else {
        meant = meant.and(filter(call, option, i + 1));
      }
    }
    List<Session> killed = new ArrayList<>();
    for (Session session : sessions.all()) {
      if (meant.test(session) && !(spareMe && session == call.session())) {
        killed.add(session);
      }
    }
    call.reply().integer(killed.size());
    killed.forEach(Session::close);
  }

  private static boolean yes(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw Refusals.SYNTAX;
    };
  }

  private Predicate<Session> filter(Call call, String option, int index) {
    String value = call.arguments().text(index);
    return switch (option) {
      case "id" -> {
        long id = call.integer(index, new Refused("ERR client-id should be greater than 0"));
        if (id < 1) {
          throw new Refused("ERR client-id should be greater than 0");
        }
        yield session -> session.id() == id;
      }
      case "type" -> ofType(value);
      case "addr" -> session -> session.outbox().remoteAddress().equals(value);
      case "laddr" -> session -> session.outbox().localAddress().equals(value);
      case "user" -> {
        if (!clients.knowsUser(value)) {
          throw new Refused("ERR No such user '" + value + "'");
        }
        yield session -> session.authenticated() && session.identity().name().equals(value);
      }
      default -> throw Refusals.SYNTAX;
    };
  }

  private void killAddress(Call call) {
    String address = call.arguments().text(2);
    for (Session session : sessions.all()) {
      if (session.outbox().remoteAddress().equals(address)) {
        call.reply().ok();
        session.close();
        return;
      }
    }
    throw new Refused("ERR No such client");
  }
}
