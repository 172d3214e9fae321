package dev.trimaran.raft.core.session;

import dev.trimaran.base.Checks;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exactly-once application (dissertation 6.3). A command is proposed as often as it takes under the
 * same session and sequence number, and applied once; the table is part of the replicated state, so
 * every node decides alike.
 *
 * <p>A session is a 64-bit number chosen by the proposer, opened by its first command. Commands of
 * one session may arrive in any order. Each carries the lowest sequence number whose result the
 * proposer still waits for: results below are dropped.
 *
 * <p>A session that was expired, least recently applied first, starts anew when its proposer comes
 * back: what it retries then may be applied twice. The limit is therefore far above the number of
 * proposers.
 *
 * @param <R> result of applying a command
 */
public final class SessionTable<R> {

  private static final byte VERSION = 1;
  private static final int SESSION_BYTES = 3 * Long.BYTES + Integer.BYTES;
  private static final int RESULT_BYTES = Long.BYTES + Integer.BYTES;

  private final SessionLimits limits;

  /** In the order of last application: the first is the next to expire. */
  private final LinkedHashMap<Long, Session<R>> sessions = new LinkedHashMap<>(64, 0.75f, true);

  private final Lookup<R> fresh = new Lookup.Fresh<>();
  private final Lookup<R> stale = new Lookup.Stale<>();
  private final Lookup<R> full = new Lookup.Full<>();

  public SessionTable(SessionLimits limits) {
    this.limits = limits;
  }

  /**
   * Called for every command as it comes up in the log, before it is applied.
   *
   * @param index of the entry that carries it
   * @param lowestUnacknowledged lowest sequence number the proposer still waits for
   */
  public Lookup<R> lookup(long session, long seq, long lowestUnacknowledged, long index) {
    Checks.argument(
        seq >= 1 && lowestUnacknowledged >= 1 && lowestUnacknowledged <= seq,
        "1 <= lowestUnacknowledged <= seq");
    Session<R> known = sessions.get(session);
    if (known == null) {
      known = open(session, lowestUnacknowledged);
    }
    known.touch(index);
    known.acknowledgeBelow(lowestUnacknowledged);
    if (seq < known.lowest()) {
      return stale;
    }
    R previous = known.result(seq);
    if (previous != null) {
      return new Lookup.Previous<>(previous);
    }
    return seq - known.lowest() >= limits.maxWindow() ? full : fresh;
  }

  /** The command, found fresh just now, was applied. */
  public void record(long session, long seq, R result) {
    Session<R> known = sessions.get(session);
    Checks.that(known != null, "recorded after lookup");
    if (known != null) {
      known.record(seq, result);
    }
  }

  /** Sessions open. */
  public int size() {
    return sessions.size();
  }

  /** Index of the last entry of a session, or null when it is not open. */
  public @Nullable Long lastApplied(long session) {
    for (Map.Entry<Long, Session<R>> entry : sessions.entrySet()) {
      if (entry.getKey() == session) {
        return entry.getValue().lastApplied();
      }
    }
    return null;
  }

  private Session<R> open(long session, long lowest) {
    if (sessions.size() == limits.maxSessions()) {
      sessions.pollFirstEntry();
    }
    var opened = new Session<R>(lowest);
    sessions.put(session, opened);
    return opened;
  }

  /**
   * Version (8 bits), number of sessions (32), then for each, in order of expiry: id, last applied
   * index, low-water mark (64 each), number of results (32), and for each: sequence (64), length
   * (32), result. Big-endian.
   */
  public byte[] encode(ResultCodec<R> codec) {
    var out = ByteBuffer.allocate(1024).put(VERSION).putInt(sessions.size());
    for (Map.Entry<Long, Session<R>> entry : sessions.entrySet()) {
      Session<R> session = entry.getValue();
      out = withRoom(out, SESSION_BYTES);
      out.putLong(entry.getKey()).putLong(session.lastApplied()).putLong(session.lowest());
      out.putInt(session.count());
      for (long seq = session.lowest(); seq <= session.highest(); seq++) {
        R result = session.result(seq);
        if (result != null) {
          byte[] data = codec.encode(result);
          out = withRoom(out, RESULT_BYTES + data.length);
          out.putLong(seq).putInt(data.length).put(data);
        }
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Reads what {@link #encode} wrote; anything else fails a check. */
  public static <R> SessionTable<R> decode(
      byte[] encoded, SessionLimits limits, ResultCodec<R> codec) {
    var in = ByteBuffer.wrap(encoded);
    Checks.that(in.get() == VERSION, "a session table of a known version");
    var table = new SessionTable<R>(limits);
    for (int left = in.getInt(); left > 0; left--) {
      long id = in.getLong();
      long lastApplied = in.getLong();
      Session<R> session = table.open(id, in.getLong());
      session.touch(lastApplied);
      for (int results = in.getInt(); results > 0; results--) {
        long seq = in.getLong();
        var data = new byte[in.getInt()];
        in.get(data);
        session.record(seq, codec.decode(data));
      }
    }
    Checks.that(!in.hasRemaining(), "nothing follows a session table");
    return table;
  }

  private static ByteBuffer withRoom(ByteBuffer buffer, int bytes) {
    if (buffer.remaining() >= bytes) {
      return buffer;
    }
    int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
    return ByteBuffer.allocate(capacity).put(buffer.flip());
  }
}
