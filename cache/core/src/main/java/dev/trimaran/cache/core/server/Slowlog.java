package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The last requests that took long, the newest first ({@code SLOWLOG}). */
public final class Slowlog {

  private static final int MOST_ARGUMENTS = 32;
  private static final int MOST_BYTES = 128;

  private record Entry(
      long id, long atSeconds, long micros, byte[][] arguments, String address, String name) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long nextId;
  private long thresholdMicros = 10_000;
  private int most = 128;

  /** From how many microseconds on a request is long; negative: none is. */
  public void threshold(long micros) {
    thresholdMicros = micros;
  }

  /** How many are kept. */
  public void length(int kept) {
    most = kept;
    trim();
  }

  /** Whether a request that took so long is kept. */
  public boolean takes(long micros) {
    return thresholdMicros >= 0 && micros >= thresholdMicros && most > 0;
  }

  public void add(Session session, Arguments request, long micros) {
    int count = Math.min(request.count(), MOST_ARGUMENTS);
    byte[][] arguments = new byte[count][];
    for (int i = 0; i < count; i++) {
      int length = request.length(i);
      if (i == MOST_ARGUMENTS - 1 && request.count() > MOST_ARGUMENTS) {
        arguments[i] =
            utf8("... (%d more arguments)".formatted(request.count() - MOST_ARGUMENTS + 1));
      } else if (length > MOST_BYTES) {
        byte[] more = utf8("... (%d more bytes)".formatted(length - MOST_BYTES));
        byte[] shown = Arrays.copyOf(request.copy(i), MOST_BYTES + more.length);
        System.arraycopy(more, 0, shown, MOST_BYTES, more.length);
        arguments[i] = shown;
      } else {
        arguments[i] = request.copy(i);
      }
    }
    String address = session.outbox().remoteAddress();
    entries.addFirst(
        new Entry(nextId++, session.heardMs() / 1000, micros, arguments, address, session.name()));
    trim();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void trim() {
    while (entries.size() > most) {
      entries.removeLast();
    }
  }

  int size() {
    return entries.size();
  }

  void clear() {
    entries.clear();
  }

  void write(Reply reply, long limit) {
    reply.array((int) Math.min(limit, entries.size()));
    entries.stream()
        .limit(limit)
        .forEach(entry -> {
          reply.array(6);
          reply.integer(entry.id);
          reply.integer(entry.atSeconds);
          reply.integer(entry.micros);
          reply.array(entry.arguments.length);
          for (byte[] argument : entry.arguments) {
            reply.bulk(argument);
          }
          reply.bulk(entry.address);
          reply.bulk(entry.name);
        });
  }
}
