package dev.trimaran.raft.core.progress;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.core.log.RaftLog;
import dev.trimaran.raft.core.model.RaftLimits;

/** What a leader knows of one follower: nextIndex and matchIndex of figure 2, and the pipeline. */
public final class Progress {

  private final Inflight inflight;
  private ProgressState state = ProgressState.PROBE;
  private long match;
  private long next;
  private boolean probeSent;
  private boolean bare;
  private boolean stalled;
  private boolean active;
  private long matchAtHeartbeat = -1;
  private long commitSent;
  private long snapshotIndex;
  private long snapshotOffset;
  private int snapshotTicks;

  /** First index of a read of stored entries that is under way, else 0. */
  private long fetching;

  /** The last entry that was read from the disk and sent: its place and term. */
  private long fetchedIndex = -1;

  private long fetchedTerm;

  public Progress(long next, RaftLimits limits) {
    this.next = next;
    inflight = new Inflight(limits.maxInflightMessages(), limits.maxInflightBytes());
  }

  public ProgressState state() {
    return state;
  }

  /** Highest index known to be durable on the follower. */
  public long match() {
    return match;
  }

  /** Index of the next entry to send. */
  public long next() {
    return next;
  }

  /** Whether entries may be sent now. */
  public boolean isReady() {
    return switch (state) {
      case PROBE -> !probeSent;
      case REPLICATE -> !inflight.isFull();
      case SNAPSHOT -> false;
    };
  }

  /** A request went out with entries up to {@code lastIndex}. */
  public void sent(long lastIndex, long bytes) {
    switch (state) {
      case PROBE -> probeSent = true;
      case REPLICATE -> {
        if (lastIndex >= next) {
          inflight.add(lastIndex, bytes);
          next = lastIndex + 1;
        }
      }
      case SNAPSHOT -> Checks.that(false, "no entries are sent while a snapshot is");
    }
  }

  /** The follower holds the leader's log up to {@code index}; returns whether that is news. */
  public boolean acknowledged(long index) {
    inflight.freeUpTo(index);
    boolean news = index > match;
    match = Math.max(match, index);
    if (state == ProgressState.PROBE && index >= next - 1) {
      state = ProgressState.REPLICATE;
      probeSent = false;
    }
    next = Math.max(next, match + 1);
    return news;
  }

  /**
   * The follower refused {@code prevIndex}; {@code possible} is the largest index where the logs
   * may agree. Returns false when the refusal is older than what is known.
   */
  public boolean refused(long prevIndex, long possible) {
    if (state == ProgressState.SNAPSHOT || prevIndex <= match) {
      return false;
    }
    if (state == ProgressState.PROBE && prevIndex != next - 1) {
      return false;
    }
    becomeProbe(Math.min(prevIndex, possible + 1));
    return true;
  }

  /** Back to one request at a time, from {@code from}, or after the match if that is later. */
  public void becomeProbe(long from) {
    state = ProgressState.PROBE;
    next = Math.max(from, match + 1);
    probeSent = false;
    bare = false;
    stalled = false;
    fetching = 0;
    inflight.clear();
  }

  /**
   * Whether entries may be asked of the disk: one read at a time, and at most one request of the
   * pipeline unanswered. So a follower that is far behind gets as much as it can store, and what
   * others send to it never waits behind more than two batches.
   */
  public boolean mayFetch() {
    return fetching == 0 && isReady() && inflight.count() <= 1;
  }

  /** A read of stored entries from {@code next} on is under way. */
  public void fetch() {
    fetching = next;
  }

  /** The read from {@code from} on has ended; returns whether what it gave is to be sent. */
  public boolean fetched(long from) {
    boolean wanted = fetching == from && next == from && isReady();
    if (fetching == from) {
      fetching = 0;
    }
    return wanted;
  }

  /** What was read from the disk went out up to this entry. */
  public void sentFetched(long index, long term) {
    fetchedIndex = index;
    fetchedTerm = term;
  }

  /** Term at {@code index} if that was the last entry read from the disk, else unknown. */
  public long fetchedTerm(long index) {
    return index == fetchedIndex ? fetchedTerm : RaftLog.UNKNOWN_TERM;
  }

  /** The read failed: asked again after the next heartbeat. */
  public void unreadable(long from) {
    if (fetched(from)) {
      becomeProbe(next);
      probeSent = true;
    }
  }

  /** The transport lost what was on its way; the next heartbeat asks where to go on. */
  public void connectionLost() {
    if (state == ProgressState.REPLICATE) {
      becomeProbe(match + 1);
      probeSent = true;
      bare = true;
    }
  }

  /**
   * Time for a heartbeat: an unanswered probe is repeated, now without entries, as the follower may
   * be down for long; a pipeline without progress since the last time is taken to have lost some.
   */
  public void heartbeatTick() {
    bare = probeSent;
    probeSent = false;
    stalled = !inflight.isEmpty() && match == matchAtHeartbeat;
    matchAtHeartbeat = match;
  }

  /** Whether a heartbeat should ask for the end of the pipeline. */
  public boolean isStalled() {
    return state == ProgressState.REPLICATE && stalled;
  }

  /** Whether a probe goes without entries. */
  public boolean isBare() {
    return state == ProgressState.PROBE && bare;
  }

  /** The follower was told of the commit index up to here. */
  public long commitSent() {
    return commitSent;
  }

  public void commitSent(long index) {
    commitSent = Math.max(commitSent, index);
  }

  /** Whether the follower was heard since the last {@link #forgetActive}. */
  public boolean isActive() {
    return active;
  }

  public void heard() {
    active = true;
  }

  public void forgetActive() {
    active = false;
  }

  public void becomeSnapshot(long index) {
    state = ProgressState.SNAPSHOT;
    inflight.clear();
    snapshotIndex = index;
    snapshotOffset = 0;
    snapshotTicks = 0;
  }

  public boolean isSending(long index) {
    return state == ProgressState.SNAPSHOT && snapshotIndex == index;
  }

  public long snapshotIndex() {
    return snapshotIndex;
  }

  /** Offset of the one chunk in flight. */
  public long snapshotOffset() {
    return snapshotOffset;
  }

  /** The follower wants the chunk at {@code offset} next. */
  public void snapshotOffset(long offset) {
    snapshotOffset = offset;
    snapshotTicks = 0;
  }

  /** One tick; returns true once the chunk in flight must be taken for lost. */
  public boolean snapshotTick(int patience) {
    if (state != ProgressState.SNAPSHOT || ++snapshotTicks < patience) {
      return false;
    }
    snapshotTicks = 0;
    return true;
  }
}
