package dev.trimaran.raft.core.engine;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.raft.core.election.Clockwork;
import dev.trimaran.raft.core.election.Handover;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Consensus;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.Settings;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.core.read.FollowerReads;
import dev.trimaran.raft.core.read.LeaderReads;
import dev.trimaran.raft.core.replication.CommitRule;
import dev.trimaran.raft.core.replication.Proposals;
import dev.trimaran.raft.core.replication.Replication;
import dev.trimaran.raft.core.snapshot.Compaction;
import dev.trimaran.raft.core.snapshot.SnapshotReceiving;
import dev.trimaran.raft.core.snapshot.SnapshotSending;
import dev.trimaran.raft.core.state.CoreState;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The production core. A step has two halves: the input changes the state; then all that may go out
 * goes out, once: requests to each follower, one write, what is newly committed.
 */
public final class RaftCore implements Consensus {

  private final CoreState state;
  private Role shownRole = Role.FOLLOWER;
  private long shownTerm;
  private @Nullable NodeId shownLeader;

  public RaftCore(
      NodeId self,
      Configuration initial,
      RaftLimits limits,
      Restored restored,
      Randomness randomness) {
    this(self, initial, new Settings(limits, Set.of()), restored, randomness);
  }

  /** As the other, but bugs can be switched on: for tests that prove that the bugs are found. */
  public RaftCore(
      NodeId self,
      Configuration initial,
      Settings settings,
      Restored restored,
      Randomness randomness) {
    state = new CoreState(self, settings, initial, restored, randomness);
    shownTerm = state.term();
  }

  @Override
  public List<Effect> step(Input input) {
    dispatch(input);
    Message message = state.out().nextToSelf();
    while (message != null) {
      Dispatch.message(state, state.self(), message);
      message = state.out().nextToSelf();
    }
    flush();
    return state.takeEffects();
  }

  private void dispatch(Input input) {
    switch (input) {
      case Input.Tick _ -> tick();
      case Input.Received i -> Dispatch.message(state, i.from(), i.message());
      case Input.Proposed i -> Proposals.proposed(state, i.proposals());
      case Input.ReadRequested i -> FollowerReads.requested(state, i.id());
      case Input.TransferRequested i -> Handover.requested(state, i);
      case Input.Persisted i -> persisted(i.sequence());
      case Input.Applied i -> state.log().applied(i.index());
      case Input.SnapshotTaken i -> Compaction.taken(state, i);
      case Input.SnapshotChunkRead i -> SnapshotSending.chunkRead(state, i);
      case Input.SnapshotChunkFailed i -> SnapshotSending.chunkFailed(state, i);
      case Input.SnapshotChunkWritten i -> SnapshotReceiving.chunkWritten(state, i);
      case Input.SnapshotInstalled i -> SnapshotReceiving.installed(state, i.meta());
      case Input.EntriesRead i -> Replication.fetched(state, i);
      case Input.EntriesUnreadable i -> Replication.unreadable(state, i);
      case Input.Unreachable i -> Clockwork.unreachable(state, i.peer());
    }
  }

  private void tick() {
    FollowerReads.tick(state);
    Clockwork.tick(state);
    Replication.tick(state);
  }

  private void persisted(long sequence) {
    state.persisted(sequence);
    CommitRule.advance(state);
  }

  private void flush() {
    LeaderReads.flush(state);
    Replication.flush(state);
    FollowerReads.flush(state);
    Handover.flush(state);
    SnapshotReceiving.flush(state);
    state.issueWrite();
    apply();
    showRole();
    state.log().check();
  }

  private void apply() {
    if (state.receipt().isInstalling()) {
      return; // Apply never overlaps an install
    }
    List<Entry> committed = state.log().takeCommitted();
    if (!committed.isEmpty()) {
      state.out().emit(new Effect.Apply(committed));
    }
  }

  private void showRole() {
    Role role = state.role().role();
    NodeId leader = state.role().leader();
    if (role != shownRole || state.term() != shownTerm || !Objects.equals(leader, shownLeader)) {
      shownRole = role;
      shownTerm = state.term();
      shownLeader = leader;
      state.out().emit(new Effect.RoleChanged(role, shownTerm, leader));
    }
  }

  @Override
  public View view() {
    var log = state.log();
    return new View(
        state.self(),
        state.role().role(),
        state.term(),
        state.vote(),
        state.role().leader(),
        log.firstIndex(),
        log.snapshotIndex(),
        log.applied(),
        log.committed(),
        log.durable(),
        log.lastIndex(),
        log.lastTerm(),
        state.membership().current());
  }
}
