package dev.trimaran.cache.core.tracking;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.KeyPositions;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Name;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.session.Sessions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of which changes. As in Redis, a key is known by its name alone, whatever its
 * database, and whoever has read it is told of its next change once.
 *
 * <p>A message for the client whose request is being run is kept back until its reply is written
 * ({@link #begin}, {@link #end}), so that it stands in no reply, a transaction's included, and
 * follows the reply to the request that made it. Others are told at once.
 */
public final class Tracking {

  /** How many keys are remembered by default ({@code tracking-table-max-keys}). */
  public static final long USUAL_LIMIT = 1_000_000;

  private static final byte[] INVALIDATE = "invalidate".getBytes(US_ASCII);
  private static final byte[] BROKEN = "tracking-redir-broken".getBytes(US_ASCII);
  private static final byte[] MESSAGE = "message".getBytes(US_ASCII);
  private static final byte[] CHANNEL = "__redis__:invalidate".getBytes(US_ASCII);

  private record Late(Tracker tracker, Consumer<Reply> keys) {}

  private final Sessions sessions;
  private final Map<Long, Tracker> trackers = new HashMap<>();
  private final LinkedHashMap<Name, Readers> readers = new LinkedHashMap<>();
  private final Broadcasts broadcasts = new Broadcasts();
  private final List<Late> late = new ArrayList<>();
  private @Nullable Tracker running;
  private boolean used;
  private long limit = USUAL_LIMIT;
  private long items;

  public Tracking(Sessions sessions) {
    this.sessions = sessions;
  }

  // What clients ask for.

  void on(Tracker tracker, TrackingOptions options) {
    options.check(tracker);
    used = true;
    trackers.put(tracker.session.id(), tracker);
    tracker.on = true;
    tracker.broken = false;
    tracker.options = options;
    options.prefixes().forEach(prefix -> broadcasts.add(tracker, prefix));
    if (options.broadcast() && options.prefixes().isEmpty()) {
      broadcasts.add(tracker, new Name(new byte[0]));
    }
  }

  /** It is told of nothing any more. */
  public void off(Tracker tracker) {
    if (tracker.on) {
      broadcasts.remove(tracker);
      trackers.remove(tracker.session.id());
      tracker.on = false;
      tracker.broken = false;
      tracker.caching = false;
      tracker.options = TrackingOptions.NONE;
    }
  }

  /** Its client is gone; with the last that tracks, all that was read is forgotten. */
  public void close(Tracker tracker) {
    off(tracker);
    if (trackers.isEmpty()) {
      forget();
      used = false;
    }
  }

  // What happens.

  /** A request of this client is run from now on. */
  public void begin(Tracker tracker) {
    running = tracker;
  }

  /**
   * Its reply is written: now it is told.
   *
   * @param queueing whether its transaction goes on; then, and after {@code CLIENT}, {@code CLIENT
   *     CACHING} still holds
   * @param spec the command, if there was one by its name
   */
  public void end(Tracker tracker, boolean queueing, @Nullable CommandSpec spec) {
    running = null;
    if (tracker.caching) {
      tracker.caching = queueing || (spec != null && spec.inside("client"));
    }
    if (!late.isEmpty()) {
      List<Late> told = List.copyOf(late);
      late.clear();
      told.forEach(each -> send(each.tracker, each.keys));
    }
  }

  /** The client has run a command that only reads. */
  public void read(Tracker tracker, CommandSpec spec, Arguments request) {
    if (!tracker.remembers()) {
      return;
    }
    for (int index : KeyPositions.of(spec, request)) {
      Readers those = readers.computeIfAbsent(Name.of(request, index), _ -> new Readers());
      items += those.add(tracker.session.id(), trackers::containsKey);
    }
    shrink();
  }

  /** A key was changed, or is gone. */
  public void modified(byte[] array, int offset, int length) {
    if (!used) {
      return;
    }
    Name key = Name.of(array, offset, length);
    Tracker by = running;
    if (by == null) {
      broadcasts.modified(key);
    } else {
      broadcasts.modified(key, by);
    }
    Readers those = readers.remove(key);
    if (those != null) {
      invalidate(key, those, by);
    }
  }

  private void invalidate(Name key, Readers those, @Nullable Tracker by) {
    items -= those.count();
    those.forEach(id -> {
      Tracker tracker = trackers.get(id);
      boolean own = tracker == by && by != null && by.options.noLoop();
      if (tracker != null && !tracker.options.broadcast() && !own) {
        send(
            tracker,
            reply -> {
              reply.array(1);
              reply.bulk(key.bytes());
            });
      }
    });
  }

  /** All keys of a database, or of all, are gone: whoever tracks is told of null. */
  public void flushed() {
    for (Tracker tracker : List.copyOf(trackers.values())) {
      send(tracker, Reply::nil);
    }
    forget();
  }

  private void forget() {
    readers.clear();
    items = 0;
  }

  /** The requests that came together are answered: now broadcasts go out. */
  public void turnEnds() {
    if (broadcasts.isWaiting()) {
      broadcasts.tell(this::send);
    }
  }

  // Bounds and figures.

  /** Sets how many keys are remembered, 0 for any number; those that are too many give way. */
  public void limit(long most) {
    limit = most;
    shrink();
  }

  /** The keys that were read first give way: their readers are told as of a change. */
  private void shrink() {
    while (limit > 0 && readers.size() > limit) {
      Iterator<Map.Entry<Name, Readers>> oldest = readers.entrySet().iterator();
      Map.Entry<Name, Readers> given = oldest.next();
      oldest.remove();
      invalidate(given.getKey(), given.getValue(), null);
    }
  }

  /** Clients that are told of changes. */
  public int clients() {
    return trackers.size();
  }

  /** Keys that are remembered. */
  public int keys() {
    return readers.size();
  }

  /** Clients of all keys that are remembered. */
  public long items() {
    return items;
  }

  /** Prefixes that somebody asks for. */
  public int prefixes() {
    return broadcasts.prefixes();
  }

  // Messages.

  private void send(Tracker tracker, Consumer<Reply> keys) {
    long redirect = tracker.options.redirect();
    Session to = redirect == 0 ? tracker.session : sessions.byId(redirect);
    Tracker by = running;
    if (by != null && (by == tracker || by.session == to)) {
      late.add(new Late(tracker, keys));
      return;
    }
    if (to == null) {
      tellBroken(tracker);
      return;
    }
    Reply reply = to.outbox().reply();
    if (reply.resp3()) {
      reply.push(2);
      reply.bulk(INVALIDATE);
    } else if (redirect != 0 && to.listens()) {
      reply.push(3);
      reply.bulk(MESSAGE);
      reply.bulk(CHANNEL);
    } else {
      return;
    }
    keys.accept(reply);
    to.outbox().wrote();
  }

  private static void tellBroken(Tracker tracker) {
    tracker.broken = true;
    Reply reply = tracker.session.outbox().reply();
    if (reply.resp3()) {
      reply.push(2);
      reply.bulk(BROKEN);
      reply.integer(tracker.options.redirect());
      tracker.session.outbox().wrote();
    }
  }
}
