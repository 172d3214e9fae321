package dev.trimaran.cache.core.connection;

import dev.trimaran.cache.core.session.Outbox;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.session.Standing;

/** One client as a line of {@code CLIENT LIST}. */
public final class ClientLine {

  private ClientLine() {}

  /** Without a line end. */
  public static String of(Session session, long nowMs) {
    Standing standing = session.standing();
    Outbox outbox = session.outbox();
    long waiting = outbox.outputBytes();
    int written = outbox.reply().length();
    return ("id=%d addr=%s laddr=%s fd=%d name=%s age=%d idle=%d flags=%s db=%d sub=%d psub=%d"
            + " ssub=%d multi=%d qbuf=%d qbuf-free=0 argv-mem=0 multi-mem=0 rbs=%d rbp=0"
            + " obl=%d oll=%d omem=%d tot-mem=%d events=r cmd=%s user=%s redir=%d resp=%d")
        .formatted(
            session.id(),
            outbox.remoteAddress(),
            outbox.localAddress(),
            session.id() + 7,
            session.name(),
            Math.max(0, nowMs - session.sinceMs()) / 1000,
            Math.max(0, nowMs - session.heardMs()) / 1000,
            flags(session, standing),
            session.database(),
            standing.channels(),
            standing.patterns(),
            standing.shards(),
            standing.queued(),
            outbox.queryBytes(),
            outbox.reply().array().length,
            written,
            outbox.outputWrites(),
            waiting - written,
            outbox.heldBytes(),
            session.lastCommand(),
            session.identity().name(),
            standing.redirection(),
            outbox.reply().resp3() ? 3 : 2);
  }

  private static String flags(Session session, Standing standing) {
    StringBuilder flags = new StringBuilder();
    if (session.monitor()) {
      flags.append('O');
    }
    if (session.listens()) {
      flags.append('P');
    }
    if (standing.queued() >= 0) {
      flags.append('x');
    }
    if (standing.blocked()) {
      flags.append('b');
    }
    flags.append(standing.trackingFlags());
    if (standing.overtaken()) {
      flags.append('d');
    }
    if (session.closing()) {
      flags.append('c');
    }
    if (session.kept()) {
      flags.append('e');
    }
    return flags.isEmpty() ? "N" : flags.toString();
  }
}
