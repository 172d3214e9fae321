package dev.trimaran.raft.core.state;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.SnapshotMeta;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot being received. It belongs to one leader in one term: chunks of two leaders are never
 * mixed in one file.
 */
public final class Receipt {

  /** How far the receipt is. */
  public enum Phase {
    IDLE,
    /** Waits for the next chunk. */
    WAITING,
    /** A chunk is being written. */
    WRITING,
    /** Complete; waits until the state machine is still. */
    COMPLETE,
    /** Being verified and restored; the log does not move. */
    INSTALLING
  }

  private Phase phase = Phase.IDLE;
  private @Nullable NodeId leader;
  private @Nullable SnapshotMeta meta;
  private long term;
  private long nextOffset;
  private boolean last;

  public Phase phase() {
    return phase;
  }

  public boolean isInstalling() {
    return phase == Phase.INSTALLING;
  }

  public @Nullable NodeId leader() {
    return leader;
  }

  public @Nullable SnapshotMeta meta() {
    return meta;
  }

  public long term() {
    return term;
  }

  public long nextOffset() {
    return nextOffset;
  }

  public boolean isFor(NodeId from, long ofTerm, SnapshotMeta ofMeta) {
    return phase != Phase.IDLE && from.equals(leader) && term == ofTerm && ofMeta.equals(meta);
  }

  public void begin(NodeId from, long ofTerm, SnapshotMeta ofMeta) {
    phase = Phase.WAITING;
    leader = from;
    term = ofTerm;
    meta = ofMeta;
    nextOffset = 0;
    last = false;
  }

  public void writing(int length, boolean isLast) {
    phase = Phase.WRITING;
    nextOffset += length;
    last = isLast;
  }

  public void written() {
    phase = last ? Phase.COMPLETE : Phase.WAITING;
  }

  public void installing() {
    phase = Phase.INSTALLING;
  }

  public void end() {
    phase = Phase.IDLE;
    meta = null;
    leader = null;
  }
}
