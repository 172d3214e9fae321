package dev.trimaran.raft.core.replication;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.log.RaftLog;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.state.CoreState;

/** The follower's side of AppendEntries (figure 2; section 5.3). */
public final class Acceptance {

  private Acceptance() {}

  /** A request of the current term, from its leader. */
  public static void received(CoreState state, NodeId from, Message.AppendRequest request) {
    RaftLog log = state.log();
    if (state.receipt().isInstalling()) {
      duringInstall(state, from, request);
      return;
    }
    if (!matches(state, request)) {
      refuse(state, from, request);
      return;
    }
    long lastNew = request.prevIndex() + request.entries().size();
    accept(state, request);
    log.commitTo(Math.max(log.knownCommit(), Math.min(request.leaderCommit(), lastNew)));
    long match = Math.max(lastNew, log.committed());
    var answer = new Message.AppendResponse(state.term(), true, match, 0, 0, request.readContext());
    if (match <= log.durable()) {
      state.sendAfterTerm(from, answer); // a heartbeat never waits for the disk
    } else {
      state.sendDurable(from, answer);
    }
  }

  /** The log stands still while it is replaced; what was committed before is still matched. */
  private static void duringInstall(CoreState state, NodeId from, Message.AppendRequest request) {
    long committed = state.log().committed();
    if (request.prevIndex() <= committed) {
      var answer =
          new Message.AppendResponse(state.term(), true, committed, 0, 0, request.readContext());
      state.sendAfterTerm(from, answer);
    }
  }

  private static boolean matches(CoreState state, Message.AppendRequest request) {
    RaftLog log = state.log();
    if (state.has(PlantedBug.APPEND_WITHOUT_LOG_CHECK) && request.prevIndex() <= log.lastIndex()) {
      return true;
    }
    // What is committed here is in the log of every later leader (leader completeness).
    return request.prevIndex() <= log.knownCommit()
        || log.matches(request.prevIndex(), request.prevTerm());
  }

  /**
   * Appends what is missing. An entry that is already there stays, and so does what follows it: a
   * late request must not cut what a later one appended. Only an entry of another term is cut.
   */
  private static void accept(CoreState state, Message.AppendRequest request) {
    RaftLog log = state.log();
    boolean cutAlways = state.has(PlantedBug.APPEND_WITHOUT_LOG_CHECK);
    for (Entry entry : request.entries()) {
      if (entry.index() <= log.lastIndex()) {
        boolean settled = entry.index() <= log.knownCommit();
        if (settled || (!cutAlways && log.matches(entry.index(), entry.term()))) {
          continue;
        }
        state.truncateFrom(entry.index());
      }
      state.append(entry);
    }
  }

  private static void refuse(CoreState state, NodeId from, Message.AppendRequest request) {
    RaftLog log = state.log();
    long hint = log.lastPossibleMatch(request.prevIndex() - 1, request.prevTerm());
    var answer =
        new Message.AppendResponse(
            state.term(),
            false,
            request.prevIndex(),
            hint,
            Math.max(0, log.termAt(hint)),
            request.readContext());
    state.sendAfterTerm(from, answer);
  }

  /** A request of an earlier term: its sender learns the later one, and steps down. */
  public static void stale(CoreState state, NodeId from, Message.AppendRequest request) {
    var answer = new Message.AppendResponse(state.term(), false, request.prevIndex(), 0, 0, 0);
    state.out().send(from, answer);
  }
}
