package dev.trimaran.raft.core.snapshot;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.progress.Progress;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.state.CoreState;
import org.jspecify.annotations.Nullable;

/** The leader's side of InstallSnapshot: one chunk in flight for each follower. */
public final class SnapshotSending {

  private SnapshotSending() {}

  public static void chunkRead(CoreState state, Input.SnapshotChunkRead chunk) {
    Progress progress = sending(state, chunk.to(), chunk.meta().index());
    if (progress == null || progress.snapshotOffset() != chunk.offset()) {
      return;
    }
    var message =
        new Message.SnapshotChunk(
            state.term(), chunk.meta(), chunk.offset(), chunk.data(), chunk.last());
    state.out().send(chunk.to(), message);
  }

  /** The snapshot is gone: start over with the latest. */
  public static void chunkFailed(CoreState state, Input.SnapshotChunkFailed failed) {
    Progress progress = sending(state, failed.to(), failed.snapshotIndex());
    if (progress != null) {
      progress.becomeSnapshot(state.log().snapshotIndex());
      ask(state, failed.to(), progress);
    }
  }

  /** An answer of the current term. */
  public static void answered(CoreState state, NodeId from, Message.SnapshotResponse answer) {
    Leader leader = state.leading();
    Progress follower = leader == null ? null : leader.follower(from);
    if (follower == null) {
      return;
    }
    follower.heard();
    Progress progress = sending(state, from, answer.snapshotIndex());
    if (progress == null) {
      return;
    }
    if (answer.installed()) {
      progress.acknowledged(answer.snapshotIndex());
      progress.becomeProbe(progress.match() + 1);
    } else if (answer.nextOffset() != progress.snapshotOffset()) {
      progress.snapshotOffset(answer.nextOffset());
      ask(state, from, progress);
    }
  }

  private static @Nullable Progress sending(CoreState state, NodeId to, long index) {
    Leader leader = state.leading();
    Progress progress = leader == null ? null : leader.follower(to);
    return progress != null && progress.isSending(index) ? progress : null;
  }

  private static void ask(CoreState state, NodeId to, Progress progress) {
    int bytes = state.limits().snapshotChunkBytes();
    state
        .out()
        .emit(
            new Effect.ReadSnapshotChunk(
                to, progress.snapshotIndex(), progress.snapshotOffset(), bytes));
  }
}
