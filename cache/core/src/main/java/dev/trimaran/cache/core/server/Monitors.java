package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.text.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those who are told of every request ({@code MONITOR}). */
public final class Monitors {

  private final Set<Session> sessions = new LinkedHashSet<>();
  private final List<String> own = new ArrayList<>();
  private @Nullable Session asking;

  public boolean isEmpty() {
    return sessions.isEmpty();
  }

  void add(Session session) {
    session.monitor(true);
    sessions.add(session);
  }

  /** It is gone, or begins anew. */
  public void remove(Session session) {
    session.monitor(false);
    sessions.remove(session);
  }

  /** A request was run; those of administration, and passwords, are not shown. */
  public void tell(Session from, CommandSpec spec, Arguments request) {
    long nowMs = from.heardMs();
    if (spec.is(Flag.ADMIN) || spec.is(Flag.SKIP_MONITOR)) {
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%d.%06d [%d %s]",
            nowMs / 1000,
            nowMs % 1000 * 1000,
            from.database(),
            from.outbox().remoteAddress()));
    for (int i = 0; i < request.count(); i++) {
      line.append(' ').append(Quoted.of(request.copy(i)));
    }
    for (Session session : sessions) {
      if (session.closing()) {
        continue; // it was answered for the last time
      }
      if (session == from) {
        asking = from;
        own.add(line.toString());
      } else {
        tell(session, line.toString());
      }
    }
  }

  private static void tell(Session session, String line) {
    session.outbox().reply().simple(line);
    session.outbox().wrote();
  }

  /** A request is answered: now the one who asked is told of it too. */
  public void answered() {
    Session session = asking;
    if (session != null) {
      asking = null;
      own.forEach(line -> tell(session, line));
      own.clear();
    }
  }
}
