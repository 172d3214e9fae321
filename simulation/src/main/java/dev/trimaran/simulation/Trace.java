package dev.trimaran.simulation;

import dev.trimaran.base.random.SeededRandomness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as a running 64-bit hash over all events; two runs of one seed must end with the
 * same hash.
 */
public final class Trace {

  /** What kind of event happened. */
  public enum Kind {
    START,
    CRASH,
    PAUSE,
    RESUME,
    CLOCK,
    POLL,
    SEND,
    DROP,
    RECEIVE,
    UNREACHABLE,
    WRITE,
    TRUNCATE,
    SYNC,
    RENAME,
    DELETE,
    SYNC_DIRECTORY,
    ROT,
    ACTION
  }

  /** Told of every event, in order. */
  @FunctionalInterface
  public interface Listener {

    /**
     * @param atNanos virtual time
     * @param node the node's id, 0 for the harness
     * @param payload hash of what was sent or written, or a number that tells the event
     */
    void happened(long atNanos, long node, Kind kind, long payload);
  }

  private static final Kind[] KINDS = Kind.values();

  private final Scheduler scheduler;
  private final long[] counts = new long[KINDS.length];
  private @Nullable Listener listener;
  private long hash;

  Trace(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The hash over everything that has happened so far. */
  public long hash() {
    return hash;
  }

  /** How often {@code kind} has happened. */
  public long count(Kind kind) {
    return counts[kind.ordinal()];
  }

  /** Tells {@code listener} of every event from now on, in place of the one before it. */
  public void listen(Listener newListener) {
    listener = newListener;
  }

  void record(long node, Kind kind, long payload) {
    long time = scheduler.now();
    long event = SeededRandomness.mix(node * 31 + kind.ordinal()) ^ payload;
    hash = SeededRandomness.mix(hash ^ time) + event;
    counts[kind.ordinal()]++;
    if (listener != null) {
      listener.happened(time, node, kind, payload);
    }
  }

  /** A hash of the remaining bytes, whose position is left alone. */
  static long hash(ByteBuffer bytes) {
    ByteBuffer view = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
    long result = view.remaining();
    while (view.remaining() >= Long.BYTES) {
      result = (result ^ view.getLong()) * 0x9e3779b97f4a7c15L;
      result ^= result >>> 32;
    }
    while (view.hasRemaining()) {
      result = (result ^ view.get()) * 0x9e3779b97f4a7c15L;
    }
    return SeededRandomness.mix(result);
  }
}
