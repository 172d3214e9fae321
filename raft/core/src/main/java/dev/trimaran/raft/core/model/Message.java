package dev.trimaran.raft.core.model;

import dev.trimaran.base.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What nodes say to each other. Every message carries the sender's term, 0 where it has no say. */
public sealed interface Message {

  long term();

  /**
   * RequestVote (figure 2), or its trial without a new term when {@code pre} (dissertation 9.6).
   *
   * @param term the term the candidate stands for: when {@code pre}, one more than its own
   * @param transfer the leader asked for this election: check-quorum does not refuse it
   */
  record VoteRequest(long term, boolean pre, boolean transfer, long lastIndex, long lastTerm)
      implements Message {}

  /**
   * The answer.
   *
   * @param term the term of the request when granted, else the voter's own
   */
  record VoteResponse(long term, boolean pre, boolean granted) implements Message {}

  /**
   * AppendEntries (figure 2); without entries it is a probe, or asserts leadership.
   *
   * @param readContext number of the leader's latest heartbeat round, echoed in the answer; a
   *     quorum of echoes confirms leadership for reads (dissertation 6.4)
   */
  record AppendRequest(
      long term,
      long prevIndex,
      long prevTerm,
      List<Entry> entries,
      long leaderCommit,
      long readContext)
      implements Message {}

  /**
   * The answer; sent only after what it acknowledges is durable.
   *
   * @param success whether the log matched at {@code prevIndex}
   * @param matchIndex when successful, the last index known to match and durable; else the {@code
   *     prevIndex} that was refused
   * @param hintIndex when refused, the largest index at which the logs may still agree
   * @param hintTerm term of the follower's entry at {@code hintIndex}
   */
  record AppendResponse(
      long term, boolean success, long matchIndex, long hintIndex, long hintTerm, long readContext)
      implements Message {}

  /** One chunk of InstallSnapshot (figure 13). */
  record SnapshotChunk(long term, SnapshotMeta meta, long offset, byte[] data, boolean last)
      implements Message {}

  /**
   * The answer to a chunk.
   *
   * @param snapshotIndex which snapshot
   * @param nextOffset where the leader should go on; a restarted follower answers 0 and resumes
   * @param installed the whole snapshot is durable and in force
   */
  record SnapshotResponse(long term, long snapshotIndex, long nextOffset, boolean installed)
      implements Message {}

  /** The leader tells its successor to stand at once (dissertation 3.10). */
  record TimeoutNow(long term) implements Message {}

  /** Proposals handed on to the leader, in batches. */
  record ForwardedProposals(long term, List<Proposal> proposals) implements Message {}

  /** The receiver of forwarded proposals appended none of these. */
  record ProposalsRefused(long term, List<Long> ids, Refusal why, @Nullable NodeId leader)
      implements Message {}

  /** A follower asks for a read index (dissertation 6.4). */
  record ReadIndexRequest(long term, long context) implements Message {}

  /**
   * The answer.
   *
   * @param index read index, or -1 when refused
   */
  record ReadIndexResponse(long term, long context, long index) implements Message {}

  /**
   * A voter that lost its log and vote asks the leader what it must hold before it counts again.
   */
  record RejoinRequest(long term) implements Message {}

  /**
   * The answer.
   *
   * @param barrier index of an entry that the leader appended in {@code term} after it heard of the
   *     loss
   */
  record RejoinResponse(long term, long barrier) implements Message {}
}
