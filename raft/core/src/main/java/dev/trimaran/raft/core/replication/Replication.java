package dev.trimaran.raft.core.replication;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.log.RaftLog;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.progress.Progress;
import dev.trimaran.raft.core.progress.ProgressState;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.state.CoreState;
import dev.trimaran.raft.core.state.Transfer;
import dev.trimaran.raft.core.state.Transitions;
import java.util.List;

/** The leader's side of AppendEntries: what goes out, and what the answers teach. */
public final class Replication {

  private Replication() {}

  /** An election was won: the term opens with an entry of its own (section 8). */
  public static void lead(CoreState state) {
    Leader leader = Transitions.toLeader(state);
    state.append(Entry.noop(leader.openingIndex(), state.term()));
  }

  public static void tick(CoreState state) {
    Leader leader = state.leading();
    if (leader == null) {
      return;
    }
    if (leader.tickHeartbeat(state.limits().heartbeatTicks())) {
      leader.followers().values().forEach(Progress::heartbeatTick);
      Transfer transfer = state.transfer();
      if (transfer != null) {
        transfer.urgeAgain();
      }
    }
    int patience = 4 * state.limits().heartbeatTicks();
    leader
        .followers()
        .forEach((id, progress) -> {
          if (progress.snapshotTick(patience)) {
            askForChunk(state, id, progress);
          }
        });
  }

  /** An answer of the current term. */
  public static void answered(CoreState state, NodeId from, Message.AppendResponse answer) {
    Leader leader = state.leading();
    Progress progress = leader == null ? null : leader.follower(from);
    if (progress == null) {
      return;
    }
    progress.heard();
    RaftLog log = state.log();
    if (!answer.success()) {
      long possible = log.lastPossibleMatchFor(answer.hintIndex(), answer.hintTerm());
      progress.refused(answer.matchIndex(), possible);
      return;
    }
    if (answer.matchIndex() > log.lastIndex()) {
      return; // said of a log that is not ours
    }
    boolean news = progress.acknowledged(answer.matchIndex());
    if (progress.state() == ProgressState.SNAPSHOT && canContinue(log, progress.match() + 1)) {
      progress.becomeProbe(progress.match() + 1); // it caught up without the snapshot
    }
    if (news) {
      CommitRule.advance(state);
    }
  }

  /** Called at the end of each step: everything that may go out goes out. */
  public static void flush(CoreState state) {
    Leader leader = state.leading();
    if (leader == null) {
      return;
    }
    boolean heartbeat = leader.takeHeartbeat();
    for (var follower : leader.followers().entrySet()) {
      NodeId to = follower.getKey();
      Progress progress = follower.getValue();
      if (heartbeat) {
        heartbeat(state, leader, to, progress);
      }
      entries(state, leader, to, progress);
      commitNews(state, leader, to, progress);
    }
  }

  /**
   * Asserts leadership and carries the latest read round. It names what is known to match; when the
   * pipeline stands still, the place in doubt, so that a loss shows.
   */
  private static void heartbeat(CoreState state, Leader leader, NodeId to, Progress progress) {
    RaftLog log = state.log();
    long prev = progress.match();
    if (progress.isStalled()) {
      prev = progress.next() - 1;
    }
    long prevTerm = log.termAt(prev);
    if (prevTerm == RaftLog.UNKNOWN_TERM && progress.isStalled()) {
      prevTerm = progress.fetchedTerm(prev);
    }
    if (prevTerm == RaftLog.UNKNOWN_TERM) {
      if (progress.isStalled()) {
        progress.becomeProbe(progress.match() + 1); // the pipeline's end was compacted meanwhile
      }
      prev = 0;
      prevTerm = 0;
    }
    long commit = Math.min(log.knownCommit(), progress.match());
    send(state, leader, to, new Range(prev, prevTerm, List.of(), commit));
    progress.commitSent(Math.min(commit, prev));
  }

  /** Entries for one request. */
  private record Range(long prev, long prevTerm, List<Entry> entries, long commit) {}

  private static void entries(CoreState state, Leader leader, NodeId to, Progress progress) {
    RaftLog log = state.log();
    var limits = state.limits();
    while (progress.isReady()) {
      boolean probing = progress.state() == ProgressState.PROBE;
      if (!probing && progress.next() > log.lastIndex()) {
        return;
      }
      if (!canContinue(log, progress.next())) {
        fromDisk(state, to, progress);
        return;
      }
      long prev = progress.next() - 1;
      int most = progress.isBare() ? 0 : limits.maxBatchEntries();
      List<Entry> batch = log.batch(progress.next(), most, limits.maxBatchBytes());
      send(state, leader, to, new Range(prev, log.termAt(prev), batch, log.knownCommit()));
      long last = prev + batch.size();
      progress.commitSent(Math.min(log.knownCommit(), last));
      progress.sent(last, bytes(batch));
    }
  }

  /** What the follower needs next is no longer in memory. */
  private static void fromDisk(CoreState state, NodeId to, Progress progress) {
    RaftLog log = state.log();
    if (!log.isKept()) {
      progress.becomeSnapshot(log.snapshotIndex());
      askForChunk(state, to, progress);
    } else if (progress.mayFetch()) {
      int most = progress.isBare() ? 0 : state.limits().maxBatchEntries();
      progress.fetch();
      state
          .out()
          .emit(
              new Effect.ReadEntries(
                  to, progress.next(), log.snapshotIndex(), most, state.limits().maxBatchBytes()));
    }
  }

  /** Stored entries were read for a follower: they go out like those in memory. */
  public static void fetched(CoreState state, Input.EntriesRead read) {
    Leader leader = state.leading();
    Progress progress = leader == null ? null : leader.follower(read.to());
    if (leader == null || progress == null || !progress.fetched(read.from())) {
      return;
    }
    List<Entry> batch = read.entries();
    long prev = read.from() - 1;
    long commit = state.log().knownCommit();
    send(state, leader, read.to(), new Range(prev, read.prevTerm(), batch, commit));
    long last = prev + batch.size();
    progress.commitSent(Math.min(commit, last));
    progress.sent(last, bytes(batch));
    progress.sentFetched(last, batch.isEmpty() ? read.prevTerm() : batch.getLast().term());
  }

  /** Stored entries could not be read. */
  public static void unreadable(CoreState state, Input.EntriesUnreadable read) {
    Leader leader = state.leading();
    Progress progress = leader == null ? null : leader.follower(read.to());
    if (progress != null) {
      progress.unreadable(read.from());
    }
  }

  /** Followers answer clients too: they learn of a commit at once, not by the next heartbeat. */
  private static void commitNews(CoreState state, Leader leader, NodeId to, Progress progress) {
    long prev = progress.match();
    long commit = Math.min(state.log().knownCommit(), prev);
    if (progress.state() == ProgressState.REPLICATE && commit > progress.commitSent()) {
      long prevTerm = state.log().termAt(prev);
      if (prevTerm != RaftLog.UNKNOWN_TERM) {
        send(state, leader, to, new Range(prev, prevTerm, List.of(), commit));
        progress.commitSent(commit);
      }
    }
  }

  private static void send(CoreState state, Leader leader, NodeId to, Range range) {
    state
        .out()
        .send(
            to,
            new Message.AppendRequest(
                state.term(),
                range.prev(),
                range.prevTerm(),
                range.entries(),
                range.commit(),
                leader.reads().context()));
  }

  private static boolean canContinue(RaftLog log, long next) {
    return next >= log.firstIndex() && log.termAt(next - 1) != RaftLog.UNKNOWN_TERM;
  }

  private static void askForChunk(CoreState state, NodeId to, Progress progress) {
    state
        .out()
        .emit(
            new Effect.ReadSnapshotChunk(
                to,
                progress.snapshotIndex(),
                progress.snapshotOffset(),
                state.limits().snapshotChunkBytes()));
  }

  private static long bytes(List<Entry> entries) {
    long bytes = 0;
    for (Entry entry : entries) {
      bytes += entry.data().length;
    }
    return bytes;
  }
}
