package dev.trimaran.raft.core.scenario;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Effects, messages and views in words, short enough to read in a row. */
final class Words {

  private Words() {}

  static String of(Effect effect) {
    return switch (effect) {
      case Effect.Persist e ->
          "persist #" + e.sequence() + hard(e.hardState()) + entries(e.entries());
      case Effect.Send e -> "-> " + e.to() + " " + of(e.message());
      case Effect.Apply e -> "apply" + entries(e.entries());
      case Effect.ReadReady e -> "read " + e.id() + " ready at " + e.index();
      case Effect.ReadRefused e -> "read " + e.id() + " refused " + e.why();
      case Effect.ProposalsRefused e ->
          "proposals " + e.ids() + " refused " + e.why() + " leader=" + e.leader();
      case Effect.TransferEnded e ->
          "transfer " + e.id() + (e.failure() == null ? " done" : " " + e.failure());
      case Effect.ReadSnapshotChunk e ->
          "read snapshot " + e.snapshotIndex() + " from " + e.offset() + " for " + e.to();
      case Effect.WriteSnapshotChunk e ->
          "write snapshot " + e.meta().index() + " at " + e.offset();
      case Effect.InstallSnapshot e -> "install snapshot " + e.meta().index();
      case Effect.ReadEntries e ->
          "read entries from " + e.from() + " up to " + e.last() + " for " + e.to();
      case Effect.CompactLog e -> "compact before " + e.firstIndex();
      case Effect.RoleChanged e -> e.role() + " term=" + e.term() + " leader=" + e.leader();
    };
  }

  static String of(Message message) {
    String words =
        switch (message) {
          case Message.VoteRequest m ->
              (m.pre() ? "PreVote" : "Vote")
                  + (m.transfer() ? " transfer" : "")
                  + at(m.lastIndex(), m.lastTerm());
          case Message.VoteResponse m ->
              (m.pre() ? "PreVote " : "Vote ") + (m.granted() ? "granted" : "refused");
          case Message.AppendRequest m ->
              "Append prev"
                  + at(m.prevIndex(), m.prevTerm())
                  + entries(m.entries())
                  + " commit="
                  + m.leaderCommit()
                  + round(m.readContext());
          case Message.AppendResponse m ->
              (m.success()
                      ? "Appended match=" + m.matchIndex()
                      : "Mismatch prev="
                          + m.matchIndex()
                          + " hint"
                          + at(m.hintIndex(), m.hintTerm()))
                  + round(m.readContext());
          case Message.SnapshotChunk m ->
              "Chunk of " + m.meta().index() + " at " + m.offset() + (m.last() ? " last" : "");
          case Message.SnapshotResponse m ->
              "Chunk of "
                  + m.snapshotIndex()
                  + (m.installed() ? " installed" : " next " + m.nextOffset());
          case Message.RejoinRequest _ -> "Rejoin?";
          case Message.RejoinResponse m -> "Rejoin after " + m.barrier();
          case Message.TimeoutNow _ -> "TimeoutNow";
          case Message.ForwardedProposals m -> "Forwarded " + m.proposals().size();
          case Message.ProposalsRefused m -> "Refused " + m.ids() + " " + m.why();
          case Message.ReadIndexRequest _ -> "ReadIndex?";
          case Message.ReadIndexResponse m -> "ReadIndex " + m.index();
        };
    return words + " term=" + message.term();
  }

  static String of(View view) {
    return view.role()
        + " term="
        + view.term()
        + " vote="
        + view.vote()
        + " leader="
        + view.leader()
        + " snapshot="
        + view.snapshotIndex()
        + " applied="
        + view.applied()
        + " committed="
        + view.committed()
        + " durable="
        + view.durable()
        + " last="
        + view.lastIndex()
        + "@"
        + view.lastTerm()
        + " voters="
        + view.configuration().voters().stream().map(NodeId::toString).toList();
  }

  static String entries(List<Entry> entries) {
    if (entries.isEmpty()) {
      return "";
    }
    return entries.stream().map(Words::entry).collect(Collectors.joining(" ", " [", "]"));
  }

  private static String entry(Entry entry) {
    String data =
        switch (entry.kind()) {
          case NOOP -> "noop";
          case COMMAND -> new String(entry.data(), StandardCharsets.UTF_8);
          case CONFIGURATION -> "configuration";
        };
    return entry.index() + "@" + entry.term() + "=" + data;
  }

  private static String at(long index, long term) {
    return " " + index + "@" + term;
  }

  private static String round(long context) {
    return context == 0 ? "" : " round=" + context;
  }

  private static String hard(@Nullable HardState state) {
    return state == null ? "" : " term=" + state.term() + " vote=" + state.vote();
  }
}
