package dev.trimaran.raft.node.wire;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Message.AppendRequest;
import dev.trimaran.raft.core.model.Message.AppendResponse;
import dev.trimaran.raft.core.model.Message.ForwardedProposals;
import dev.trimaran.raft.core.model.Message.ProposalsRefused;
import dev.trimaran.raft.core.model.Message.ReadIndexRequest;
import dev.trimaran.raft.core.model.Message.ReadIndexResponse;
import dev.trimaran.raft.core.model.Message.SnapshotChunk;
import dev.trimaran.raft.core.model.Message.SnapshotResponse;
import dev.trimaran.raft.core.model.Message.TimeoutNow;
import dev.trimaran.raft.core.model.Message.VoteRequest;
import dev.trimaran.raft.core.model.Message.VoteResponse;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Messages from bytes. */
final class MessageDecoder {

  private static final EntryKind[] KINDS = EntryKind.values();
  private static final Refusal[] REFUSALS = Refusal.values();

  private MessageDecoder() {}

  static Message decode(In in) throws MalformedFrameException {
    int type = in.u8();
    long term = in.i64();
    return switch (type) {
      case MessageEncoder.VOTE_REQUEST ->
          new VoteRequest(term, in.flag(), in.flag(), in.i64(), in.i64());
      case MessageEncoder.VOTE_RESPONSE -> new VoteResponse(term, in.flag(), in.flag());
      case MessageEncoder.APPEND_REQUEST -> append(term, in);
      case MessageEncoder.APPEND_RESPONSE ->
          new AppendResponse(term, in.flag(), in.i64(), in.i64(), in.i64(), in.i64());
      case MessageEncoder.SNAPSHOT_CHUNK ->
          new SnapshotChunk(term, meta(in), in.i64(), in.bytes(), in.flag());
      case MessageEncoder.SNAPSHOT_RESPONSE ->
          new SnapshotResponse(term, in.i64(), in.i64(), in.flag());
      case MessageEncoder.TIMEOUT_NOW -> new TimeoutNow(term);
      case MessageEncoder.FORWARDED_PROPOSALS -> new ForwardedProposals(term, proposals(in));
      case MessageEncoder.PROPOSALS_REFUSED ->
          new ProposalsRefused(term, ids(in), refusal(in), in.nodeOrNull());
      case MessageEncoder.READ_INDEX_REQUEST -> new ReadIndexRequest(term, in.i64());
      case MessageEncoder.READ_INDEX_RESPONSE -> new ReadIndexResponse(term, in.i64(), in.i64());
      case MessageEncoder.REJOIN_REQUEST -> new Message.RejoinRequest(term);
      case MessageEncoder.REJOIN_RESPONSE -> new Message.RejoinResponse(term, in.i64());
      default -> throw new MalformedFrameException("a message of the unknown type " + type);
    };
  }

  private static AppendRequest append(long term, In in) throws MalformedFrameException {
    long prevIndex = in.i64();
    long prevTerm = in.i64();
    long leaderCommit = in.i64();
    long readContext = in.i64();
    int count = in.count(MessageEncoder.ENTRY_BYTES);
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      int kind = in.u8();
      if (kind >= KINDS.length) {
        throw new MalformedFrameException("an entry of the unknown kind " + kind);
      }
      entries.add(new Entry(prevIndex + i, in.i64(), KINDS[kind], in.bytes()));
    }
    return new AppendRequest(term, prevIndex, prevTerm, entries, leaderCommit, readContext);
  }

  static SnapshotMeta meta(In in) throws MalformedFrameException {
    long index = in.i64();
    long term = in.i64();
    Set<NodeId> voters = nodes(in);
    Set<NodeId> outgoing = nodes(in);
    Set<NodeId> learners = nodes(in);
    if (voters.isEmpty()) {
      throw new MalformedFrameException("a configuration without voters");
    }
    return new SnapshotMeta(index, term, new Configuration(voters, outgoing, learners));
  }

  private static Set<NodeId> nodes(In in) throws MalformedFrameException {
    Set<NodeId> nodes = new TreeSet<>();
    for (int left = in.count(Long.BYTES); left > 0; left--) {
      nodes.add(in.node());
    }
    return nodes;
  }

  private static List<Proposal> proposals(In in) throws MalformedFrameException {
    int count = in.count(Long.BYTES + Integer.BYTES);
    List<Proposal> proposals = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      proposals.add(new Proposal(in.i64(), in.bytes()));
    }
    return proposals;
  }

  private static List<Long> ids(In in) throws MalformedFrameException {
    int count = in.count(Long.BYTES);
    List<Long> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(in.i64());
    }
    return ids;
  }

  private static Refusal refusal(In in) throws MalformedFrameException {
    int ordinal = in.u8();
    if (ordinal >= REFUSALS.length) {
      throw new MalformedFrameException("the unknown refusal " + ordinal);
    }
    return REFUSALS[ordinal];
  }
}
