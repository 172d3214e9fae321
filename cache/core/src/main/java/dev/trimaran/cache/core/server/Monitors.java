package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.text.Quoted;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Those who are told of every request ({@code MONITOR}). */
public final class Monitors {

  private final Set<Session> sessions = new LinkedHashSet<>();

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
      session.outbox().reply().simple(line.toString());
      session.outbox().wrote();
    }
  }
}
