package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Poller;
import dev.trimaran.raft.core.model.Consensus;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.RaftException.Reason;
import dev.trimaran.raft.node.model.Counter;
import dev.trimaran.raft.node.wal.Wal;
import dev.trimaran.raft.node.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's loop: drains the inbox, steps the core, executes its effects in order. Waits for
 * neither disk nor network nor machine.
 *
 * <pre>
 *   inbox -> step -> effects -+-> frames, grouped by peer
 *                             +-> log: one batch, one sync
 *                             +-> applier: one batch
 *                             +-> snapshot loop
 * </pre>
 */
final class Driver implements Poller {

  /** Where effects go that are not the driver's own. */
  record Shell(
      Wal wal,
      Outbound outbound,
      Applier applier,
      SnapshotLoop snapshots,
      EntryFeed feed,
      Asks asks,
      Participation participation) {}

  private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);

  private static final int SPACE_CHECK_TICKS = 50;

  private final Parts parts;
  private final Consensus core;
  private final Shell shell;
  private final Closing closing;
  private final List<RaftNode.RoleListener> listeners = new CopyOnWriteArrayList<>();
  private final List<Entry> toApply = new ArrayList<>();
  private final long tickNanos;
  private final int maxApplyLag;
  private long nextTick;
  private long ticks;
  private long reportedApplied;
  private boolean roleChanged;
  private @Nullable NodeId knownLeader;
  private long knownTerm;
  private boolean lowOnSpace;
  private volatile View view;

  final Counter leaderChanges = new Counter();
  final Counter refused = new Counter();
  final Counter inboxDepth = new Counter();

  Driver(Parts parts, Consensus core, Shell shell, Closing closing) {
    this.parts = parts;
    this.core = core;
    this.shell = shell;
    this.closing = closing;
    this.tickNanos = parts.config().tick().toNanos();
    this.maxApplyLag = parts.config().limits().maxApplyLag();
    this.nextTick = parts.world().clock().nanoTime() + tickNanos;
    this.reportedApplied = shell.applier().applied();
    this.view = core.view();
  }

  View view() {
    return view;
  }

  void listen(RaftNode.RoleListener listener) {
    listeners.add(listener);
  }

  @Override
  public long poll(long nowNanos) {
    if (closing.isStopped()) {
      return IDLE;
    }
    inboxDepth.set(parts.inbox().drain(this::event));
    reportApplied();
    // What has come is heard before time passes, and after a pause it passes once: a node that
    // stood still must not stand for election before it has read its mail.
    if (nowNanos - nextTick >= 0) {
      tick();
      nextTick = Math.max(nextTick + tickNanos, nowNanos + tickNanos / 2);
    }
    propose();
    if (closing.isStopped()) {
      return IDLE;
    }
    flush();
    closing.progress(view);
    return closing.isStopped() ? IDLE : nextTick;
  }

  /** Steps the core, executes what it wants. */
  void step(Input input) {
    if (closing.isStopped()) {
      return; // the rest of a batch in which the node stopped
    }
    for (Effect effect : core.step(input)) {
      execute(effect);
    }
  }

  /** A received snapshot replaced the machine. */
  void installed(SnapshotMeta meta) {
    reportedApplied = meta.index();
    step(new Input.SnapshotInstalled(meta));
    // What the snapshot holds of our proposals is learned by proposing again.
    parts.proposals().leaderChanged();
  }

  private void event(Event event) {
    switch (event) {
      case Event.Received received -> received(received);
      case Event.Unreachable hint -> step(new Input.Unreachable(hint.peer()));
      case Event.Propose propose -> take(propose.pending());
      case Event.Read read -> take(read.call());
    }
  }

  private void received(Event.Received received) {
    NodeId from = received.from();
    Participation participation = shell.participation();
    if (!participation.admits(from, received.storage(), received.frame())) {
      return;
    }
    switch (received.frame()) {
      case Frame.Messages messages -> {
        for (Message message : messages.messages()) {
          if (participation.passes(from, message)) {
            step(new Input.Received(from, message));
          }
        }
      }
      case Frame.Greeting greeting -> participation.greeted(from, greeting);
      case Frame.Welcome welcome -> participation.welcomed(from, welcome);
      case Frame.Ask ask -> shell.asks().answer(from, ask);
      case Frame.Answer answer -> shell.asks().answered(from, answer);
    }
  }

  private void take(Pending pending) {
    if (closing.isClosing()) {
      parts.proposals().fail(pending, Reason.STOPPED, "the node is closing");
    } else if (lowOnSpace) {
      refuse(pending, "the disk of this node is nearly full; free space on it, then try again");
    } else if (view.committed() - shell.applier().applied() > maxApplyLag) {
      refuse(pending, "more than " + maxApplyLag + " committed entries wait to be applied");
    } else {
      parts.proposals().add(pending);
    }
  }

  private void take(Reads.Call call) {
    if (closing.isStopped()) {
      parts.reads().fail(call, Reason.STOPPED, "the node has stopped");
    } else {
      parts.reads().add(call);
    }
  }

  private void refuse(Pending pending, String why) {
    refused.add(1);
    parts.proposals().fail(pending, Reason.OVERLOADED, why);
  }

  private void tick() {
    ticks++;
    shell.participation().tick();
    if (shell.participation().takesPart()) {
      step(new Input.Tick());
    }
    parts.proposals().tick(knownLeader != null);
    parts.reads().tick();
    shell.asks().tick();
    if (ticks % SPACE_CHECK_TICKS == 1) {
      shell.wal().checkSpace();
      boolean low = shell.wal().lowOnSpace();
      if (low != lowOnSpace) {
        LOG.warn("node {}: the disk is {}", parts.config().self(), low ? "nearly full" : "usable");
      }
      lowOnSpace = low;
    }
  }

  private void propose() {
    List<Proposal> proposals = parts.proposals().takeNext();
    while (!proposals.isEmpty()) {
      step(new Input.Proposed(proposals));
      proposals = parts.proposals().takeNext();
    }
    long read = parts.reads().takeNext();
    if (read != 0) {
      step(new Input.ReadRequested(read));
    }
  }

  private void reportApplied() {
    long applied = shell.applier().appliedFromLog();
    if (applied > reportedApplied) {
      reportedApplied = applied;
      step(new Input.Applied(applied));
    }
  }

  private void flush() {
    shell.outbound().flush();
    shell.wal().flush();
    view = core.view(); // first: what the machine shows of an entry can be looked up in the log
    handToApplier();
    shell.participation().observe(view);
    if (roleChanged) {
      roleChanged = false;
      View now = view;
      listeners.forEach(listener -> listener.changed(now));
    }
  }

  private void handToApplier() {
    if (!toApply.isEmpty()) {
      shell.applier().inbox().add(new Applier.Apply(List.copyOf(toApply)));
      toApply.clear();
    }
  }

  private void execute(Effect effect) {
    switch (effect) {
      case Effect.Persist e -> shell.wal().append(e.sequence(), e.hardState(), e.entries());
      case Effect.Send e -> shell.outbound().add(e.to(), e.message());
      case Effect.Apply e -> toApply.addAll(e.entries());
      case Effect.ReadReady e -> readReady(e.id(), e.index());
      case Effect.ReadRefused e -> parts.reads().refused(e.id());
      case Effect.ProposalsRefused e -> parts.proposals().refused(e.ids(), e.why());
      case Effect.TransferEnded e -> closing.transferEnded(e.id(), e.failure());
      case Effect.ReadSnapshotChunk e -> shell.snapshots().read(e);
      case Effect.WriteSnapshotChunk e -> shell.snapshots().write(e);
      case Effect.InstallSnapshot e -> shell.snapshots().install(e.meta());
      case Effect.ReadEntries e -> shell.feed().read(e);
      case Effect.CompactLog e -> shell.wal().compact(e.firstIndex());
      case Effect.RoleChanged e -> roleChanged(e);
    }
  }

  private void readReady(long id, long index) {
    List<Reads.Call> calls = parts.reads().ready(id);
    if (calls == null) {
      return;
    }
    long applied = shell.applier().applied();
    if (applied >= index) {
      parts.reads().complete(calls, applied);
    } else {
      shell.applier().inbox().add(new Applier.Await(index, calls));
    }
  }

  private void roleChanged(Effect.RoleChanged change) {
    LOG.info(
        "node {} is {} in term {}, leader {}",
        parts.config().self(),
        change.role(),
        change.term(),
        change.leader());
    roleChanged = true;
    boolean newLeader =
        change.leader() != null
            && (change.term() != knownTerm || !Objects.equals(change.leader(), knownLeader));
    knownLeader = change.leader();
    knownTerm = change.term();
    if (newLeader) {
      leaderChanges.add(1);
      parts.proposals().leaderChanged();
    }
  }
}
