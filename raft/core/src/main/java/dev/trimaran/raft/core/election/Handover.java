package dev.trimaran.raft.core.election;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.progress.Progress;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.state.CoreState;
import dev.trimaran.raft.core.state.Transfer;
import org.jspecify.annotations.Nullable;

/** Leadership transfer on the leader's side (dissertation 3.10). */
public final class Handover {

  private Handover() {}

  public static void requested(CoreState state, Input.TransferRequested request) {
    Refusal failure = refusal(state, request);
    boolean leadsAlready = state.leading() != null && request.target().equals(state.self());
    if (failure != null || leadsAlready) {
      state.out().emit(new Effect.TransferEnded(request.id(), failure));
      return;
    }
    state.transfer(new Transfer(request.id(), request.target()));
  }

  private static @Nullable Refusal refusal(CoreState state, Input.TransferRequested request) {
    if (state.leading() == null) {
      return Refusal.NO_LEADER;
    }
    if (state.transfer() != null) {
      return Refusal.TRANSFERRING;
    }
    boolean votes = state.membership().current().isVoter(request.target());
    return votes ? null : Refusal.TRANSFER_FAILED;
  }

  /** Called at the end of each step: a target that has caught up is told to stand. */
  public static void flush(CoreState state) {
    Transfer transfer = state.transfer();
    Leader leader = state.leading();
    if (transfer == null || leader == null) {
      return;
    }
    Progress target = leader.follower(transfer.target());
    boolean caughtUp = target != null && target.match() == state.log().lastIndex();
    if (caughtUp && transfer.urge()) {
      state.out().send(transfer.target(), new Message.TimeoutNow(state.term()));
    }
  }
}
