package dev.trimaran.raft.node.wire;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Entry;
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
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages as bytes: a type, the term, the rest. */
final class MessageEncoder {

  static final int VOTE_REQUEST = 1;
  static final int VOTE_RESPONSE = 2;
  static final int APPEND_REQUEST = 3;
  static final int APPEND_RESPONSE = 4;
  static final int SNAPSHOT_CHUNK = 5;
  static final int SNAPSHOT_RESPONSE = 6;
  static final int TIMEOUT_NOW = 7;
  static final int FORWARDED_PROPOSALS = 8;
  static final int PROPOSALS_REFUSED = 9;
  static final int READ_INDEX_REQUEST = 10;
  static final int READ_INDEX_RESPONSE = 11;
  static final int REJOIN_REQUEST = 12;
  static final int REJOIN_RESPONSE = 13;

  /** An entry without data: kind u8, term u64, length u32. */
  static final int ENTRY_BYTES = 13;

  private MessageEncoder() {}

  static void encode(Message message, Out out) {
    switch (message) {
      case VoteRequest m ->
          head(VOTE_REQUEST, m, out)
              .flag(m.pre())
              .flag(m.transfer())
              .i64(m.lastIndex())
              .i64(m.lastTerm());
      case VoteResponse m -> head(VOTE_RESPONSE, m, out).flag(m.pre()).flag(m.granted());
      case AppendRequest m -> append(m, out);
      case AppendResponse m ->
          head(APPEND_RESPONSE, m, out)
              .flag(m.success())
              .i64(m.matchIndex())
              .i64(m.hintIndex())
              .i64(m.hintTerm())
              .i64(m.readContext());
      case Message.RejoinRequest m -> head(REJOIN_REQUEST, m, out);
      case Message.RejoinResponse m -> head(REJOIN_RESPONSE, m, out).i64(m.barrier());
      case SnapshotChunk m -> {
        meta(m.meta(), head(SNAPSHOT_CHUNK, m, out));
        out.i64(m.offset()).bytes(m.data()).flag(m.last());
      }
      case SnapshotResponse m ->
          head(SNAPSHOT_RESPONSE, m, out)
              .i64(m.snapshotIndex())
              .i64(m.nextOffset())
              .flag(m.installed());
      case TimeoutNow m -> head(TIMEOUT_NOW, m, out);
      case ForwardedProposals m -> proposals(m.proposals(), head(FORWARDED_PROPOSALS, m, out));
      case ProposalsRefused m -> {
        head(PROPOSALS_REFUSED, m, out).i32(m.ids().size());
        m.ids().forEach(out::i64);
        out.u8(m.why().ordinal()).i64(value(m.leader()));
      }
      case ReadIndexRequest m -> head(READ_INDEX_REQUEST, m, out).i64(m.context());
      case ReadIndexResponse m -> head(READ_INDEX_RESPONSE, m, out).i64(m.context()).i64(m.index());
    }
  }

  static void meta(SnapshotMeta meta, Out out) {
    out.i64(meta.index()).i64(meta.term());
    nodes(meta.configuration().voters(), out);
    nodes(meta.configuration().outgoing(), out);
    nodes(meta.configuration().learners(), out);
  }

  private static Out head(int type, Message message, Out out) {
    return out.u8(type).i64(message.term());
  }

  private static void append(AppendRequest m, Out out) {
    head(APPEND_REQUEST, m, out)
        .i64(m.prevIndex())
        .i64(m.prevTerm())
        .i64(m.leaderCommit())
        .i64(m.readContext())
        .i32(m.entries().size());
    for (Entry entry : m.entries()) {
      out.u8(entry.kind().ordinal()).i64(entry.term()).bytes(entry.data());
    }
  }

  private static void proposals(List<Proposal> proposals, Out out) {
    out.i32(proposals.size());
    for (Proposal proposal : proposals) {
      out.i64(proposal.id()).bytes(proposal.data());
    }
  }

  private static void nodes(Set<NodeId> nodes, Out out) {
    out.i32(nodes.size());
    nodes.forEach(node -> out.i64(node.value()));
  }

  private static long value(@Nullable NodeId node) {
    return node == null ? 0 : node.value();
  }
}
