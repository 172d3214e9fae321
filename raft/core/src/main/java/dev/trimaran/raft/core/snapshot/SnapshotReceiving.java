package dev.trimaran.raft.core.snapshot;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.log.RaftLog;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.core.state.CoreState;
import dev.trimaran.raft.core.state.Receipt;

/** The follower's side of InstallSnapshot (figure 13). */
public final class SnapshotReceiving {

  private SnapshotReceiving() {}

  /** A chunk of the current term, from its leader. */
  public static void received(CoreState state, NodeId from, Message.SnapshotChunk chunk) {
    Receipt receipt = state.receipt();
    SnapshotMeta meta = chunk.meta();
    if (receipt.isInstalling() || state.log().isKept()) {
      return; // answered when it is done; a log that is kept is not replaced
    }
    if (isHeld(state, meta)) {
      receipt.end();
      state.log().commitTo(Math.max(state.log().knownCommit(), meta.index()));
      state.sendDurable(from, response(state, meta.index(), 0, true));
      return;
    }
    if (!receipt.isFor(from, state.term(), meta)) {
      receipt.begin(from, state.term(), meta);
    }
    if (receipt.phase() != Receipt.Phase.WAITING) {
      return; // one chunk at a time; answered when it is written
    }
    if (chunk.offset() != receipt.nextOffset()) {
      state.sendAfterTerm(from, response(state, meta.index(), receipt.nextOffset(), false));
      return;
    }
    receipt.writing(chunk.data().length, chunk.last());
    state.out().emit(new Effect.WriteSnapshotChunk(meta, chunk.offset(), chunk.data()));
  }

  /** Whether the log holds all that the snapshot stands for: then nothing is replaced. */
  private static boolean isHeld(CoreState state, SnapshotMeta meta) {
    RaftLog log = state.log();
    return meta.index() <= log.knownCommit()
        || (meta.index() <= log.lastIndex() && log.matches(meta.index(), meta.term()));
  }

  public static void chunkWritten(CoreState state, Input.SnapshotChunkWritten written) {
    Receipt receipt = state.receipt();
    SnapshotMeta meta = receipt.meta();
    if (meta == null) {
      return;
    }
    boolean ours =
        receipt.phase() == Receipt.Phase.WRITING
            && meta.index() == written.snapshotIndex()
            && receipt.nextOffset() == written.nextOffset();
    if (!ours) {
      return;
    }
    receipt.written();
    NodeId leader = receipt.leader();
    if (receipt.phase() == Receipt.Phase.WAITING && leader != null) {
      state.sendAfterTerm(leader, response(state, meta.index(), receipt.nextOffset(), false));
    }
  }

  /** Called at the end of each step: installs once the state machine is still. */
  public static void flush(CoreState state) {
    Receipt receipt = state.receipt();
    SnapshotMeta meta = receipt.meta();
    if (receipt.phase() != Receipt.Phase.COMPLETE || meta == null || state.log().isApplying()) {
      return;
    }
    if (isHeld(state, meta)) {
      receipt.end(); // the log caught up meanwhile
      return;
    }
    receipt.installing();
    state.out().emit(new Effect.InstallSnapshot(meta));
  }

  /** Log and machine were replaced: the log starts anew, its configuration is the snapshot's. */
  public static void installed(CoreState state, SnapshotMeta meta) {
    Receipt receipt = state.receipt();
    Checks.that(receipt.isInstalling() && meta.equals(receipt.meta()), "an install was asked for");
    NodeId leader = receipt.leader();
    receipt.end();
    state.log().reset(meta);
    state.membership().reset(meta.index(), meta.configuration());
    if (leader != null) {
      state.sendAfterTerm(leader, response(state, meta.index(), 0, true));
    }
  }

  private static Message.SnapshotResponse response(
      CoreState state, long index, long nextOffset, boolean installed) {
    return new Message.SnapshotResponse(state.term(), index, nextOffset, installed);
  }
}
