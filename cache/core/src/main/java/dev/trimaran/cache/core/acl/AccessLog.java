package dev.trimaran.cache.core.acl;

import dev.trimaran.cache.core.connection.ClientLine;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The last refusals ({@code ACL LOG}), the newest first; equals within a minute are counted. */
final class AccessLog {

  private static final long SAME_MS = 60_000;

  private static final class Entry {
    private final Denial denial;
    private final String user;
    private final String context;
    private String client;
    private long atMs;
    private long count = 1;

    Entry(Denial denial, String user, String context, String client, long atMs) {
      this.denial = denial;
      this.user = user;
      this.context = context;
      this.client = client;
      this.atMs = atMs;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private int most = 128;

  void length(int kept) {
    most = kept;
    trim();
  }

  void add(Denial denial, String user, Session session, long nowMs) {
    String context = session.standing().queued() >= 0 ? "multi" : "toplevel";
    String client = ClientLine.of(session, nowMs);
    for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      if (entry.denial.equals(denial)
          && entry.user.equals(user)
          && entry.context.equals(context)
          && nowMs - entry.atMs <= SAME_MS) {
        entry.count++;
        entry.atMs = nowMs;
        entry.client = client;
        all.remove();
        entries.addFirst(entry);
        return;
      }
    }
    entries.addFirst(new Entry(denial, user, context, client, nowMs));
    trim();
  }

  private void trim() {
    while (entries.size() > most) {
      entries.removeLast();
    }
  }

  void clear() {
    entries.clear();
  }

  void write(Reply reply, long limit, long nowMs) {
    reply.array((int) Math.min(limit, entries.size()));
    entries.stream().limit(limit).forEach(entry -> write(entry, reply, nowMs));
  }

  private static void write(Entry entry, Reply reply, long nowMs) {
    reply.map(7);
    reply.bulk("count");
    reply.integer(entry.count);
    reply.bulk("reason");
    reply.bulk(entry.denial.reason().text());
    reply.bulk("context");
    reply.bulk(entry.context);
    reply.bulk("object");
    reply.bulk(entry.denial.what());
    reply.bulk("username");
    reply.bulk(entry.user);
    reply.bulk("age-seconds");
    reply.number((nowMs - entry.atMs) / 1000.0);
    reply.bulk("client-info");
    reply.bulk(entry.client);
  }
}
