package dev.trimaran.raft.core.session;

import dev.trimaran.base.Checks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
   * index, low-water mark (64 each), number of results (32), and for each: sequence (64), result.
   */
  public void encode(DataOutput out, ResultCodec<R> codec) throws IOException {
    out.writeByte(VERSION);
    out.writeInt(sessions.size());
    for (Map.Entry<Long, Session<R>> entry : sessions.entrySet()) {
      Session<R> session = entry.getValue();
      out.writeLong(entry.getKey());
      out.writeLong(session.lastApplied());
      out.writeLong(session.lowest());
      out.writeInt(session.count());
      for (long seq = session.lowest(); seq <= session.highest(); seq++) {
        R result = session.result(seq);
        if (result != null) {
          out.writeLong(seq);
          codec.encode(result, out);
        }
      }
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static <R> SessionTable<R> decode(DataInput in, SessionLimits limits, ResultCodec<R> codec)
      throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("session table of unknown version " + version);
    }
    var table = new SessionTable<R>(limits);
    for (int left = in.readInt(); left > 0; left--) {
      long id = in.readLong();
      long lastApplied = in.readLong();
      Session<R> session = table.open(id, in.readLong());
      session.touch(lastApplied);
      for (int results = in.readInt(); results > 0; results--) {
        long seq = in.readLong();
        session.record(seq, codec.decode(in));
      }
    }
    return table;
  }
}
