package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Loops;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Consensus;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.member.MemberFile;
import dev.trimaran.raft.node.member.MemberRecord;
import dev.trimaran.raft.node.model.NodeMetrics;
import dev.trimaran.raft.node.model.SyncTimes;
import dev.trimaran.raft.node.wal.KeptLog;
import dev.trimaran.raft.node.wal.KeptLogReader;
import dev.trimaran.raft.node.wal.SegmentRewriter;
import dev.trimaran.raft.node.wal.Wal;
import dev.trimaran.raft.node.wire.Frame;
import dev.trimaran.raft.node.wire.FrameCodec;
import dev.trimaran.raft.node.wire.MalformedFrameException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the parts of a node, ties their ends together, starts and stops their loops. */
final class NodeRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);

  private final Parts parts;
  private final FrameCodec codec;
  private final Wal wal;
  private final Asks asks;
  private final Applier applier;
  private final SnapshotLoop snapshots;
  private final @Nullable CommittedLog log;
  private final EntryFeed feed;
  private final Participation participation;
  private final Closing closing;
  private final Driver driver;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final AtomicLong framesDropped = new AtomicLong();
  private final List<Loops.Loop> loops = new ArrayList<>();

  private NodeRuntime(Parts parts, StateMachine machine, ConsensusFactory factory)
      throws IOException {
    this.parts = parts;
    RaftNodeConfig config = parts.config();
    World world = parts.world();
    StoredState stored = StoredState.read(world, config, parts.bugs());
    MemberRecord member =
        Participation.begin(
            MemberFile.read(world.disk(), config.identity()),
            config,
            stored.isEmpty(),
            world.randomness().nextLong());
    this.codec = new FrameCodec(config.group(), member.storage());
    Configuration initial = Configuration.of(config.voters());
    Machine restored = Restart.machine(stored, config, world.disk(), machine);
    this.wal =
        new Wal(
            new Wal.Setting(
                world,
                config.wal(),
                config.identity(),
                parts.inbox(),
                parts.bugs().contains(PlantedBug.ACKNOWLEDGE_BEFORE_FSYNC)),
            stored.log(),
            new LogEnd());
    if (stored.resetTo() != null) {
      wal.reset(stored.resetTo(), () -> {});
    }
    this.asks = new Asks(world, config.self(), codec, config.limits().maxAskBytes(), parts.inbox());
    this.applier = new Applier(restored, parts, new ApplierEnd());
    this.snapshots = new SnapshotLoop(parts, stored.snapshot(), new SnapshotEnd());
    KeptLog kept = stored.log().kept();
    KeptLogReader reader =
        kept == null ? null : new KeptLogReader(world.disk(), config.identity(), kept);
    this.feed =
        new EntryFeed(reader, snapshots.inbox(), input -> parts.inbox().execute(() -> step(input)));
    this.log =
        kept == null || reader == null
            ? null
            : new CommittedLog(
                kept, reader, () -> driver().view().committed(), rewriter(kept, reader));
    this.closing =
        new Closing(
            world.clock(),
            config.limits().closeTimeout().toNanos(),
            new Closing.Hooks(this::step, wal::idle, () -> stop(null)));
    Consensus core =
        factory.create(
            config.self(), initial, config.raft(), stored.restored(), world.randomness());
    this.participation =
        new Participation(
            config,
            member,
            new MemberFile(world.disk(), config.identity(), parts.inbox(), this::stop),
            new Participation.Hooks(world.network(), codec, this::stop));
    Outbound outbound = new Outbound(world.network(), codec);
    this.driver =
        new Driver(
            parts,
            core,
            new Driver.Shell(wal, outbound, applier, snapshots, feed, asks, participation),
            closing);
  }

  private LogRewriter rewriter(KeptLog log, KeptLogReader reader) {
    var setting =
        new SegmentRewriter.Setting(
            parts.world(), parts.config().wal(), parts.config().identity(), this::failed);
    return new AppliedRewriter(new SegmentRewriter(setting, log, reader), applier::applied);
  }

  /** Starts a node over what its disk holds. */
  static NodeRuntime start(
      World world,
      RaftNodeConfig config,
      StateMachine machine,
      ConsensusFactory factory,
      Set<PlantedBug> bugs)
      throws IOException {
    Proposals proposals =
        new Proposals(
            world.randomness().nextLong(),
            config.limits(),
            world.clock(),
            config.raft().electionTicks());
    Inbox<Event> inbox = new Inbox<>(config.limits().inboxCapacity());
    Reads reads = new Reads(config.limits(), world.clock());
    Parts parts = new Parts(world, config, bugs, inbox, proposals, reads);
    NodeRuntime runtime = new NodeRuntime(parts, machine, factory);
    View found = runtime.driver.view();
    LOG.info(
        "node {} found term {}, a snapshot up to entry {}, a log up to entry {}",
        config.self(),
        found.term(),
        found.snapshotIndex(),
        found.lastIndex());
    runtime.run();
    return runtime;
  }

  private void run() {
    World world = parts.world();
    world.network().open(new Mail());
    parts.inbox().execute(participation::start);
    synchronized (loops) {
      Loops.Loop applying = world.loops().start("apply", applier, this::failed);
      applier.inbox().wakes(applying);
      loops.add(applying);
      Loops.Loop writing = world.loops().start("snapshot", snapshots, this::failed);
      snapshots.inbox().wakes(writing);
      loops.add(writing);
      Loops.Loop driving = world.loops().start("raft", driver, this::driverFailed);
      parts.inbox().wakes(driving);
      loops.add(driving);
    }
  }

  Parts parts() {
    return parts;
  }

  Driver driver() {
    return driver;
  }

  Applier applier() {
    return applier;
  }

  Asks asks() {
    return asks;
  }

  /** Null when the group compacts its log. */
  @Nullable CommittedLog log() {
    return log;
  }

  Closing closing() {
    return closing;
  }

  CompletableFuture<Void> stopped() {
    return stopped;
  }

  boolean isStopped() {
    return closing.isStopped();
  }

  NodeMetrics metrics() {
    SyncTimes syncs = wal.syncTimes();
    return new NodeMetrics(
        parts.proposals().accepted.get(),
        driver.refused.get(),
        parts.proposals().reproposed.get(),
        parts.reads().accepted.get(),
        driver.view().committed(),
        applier.applied(),
        syncs.total(),
        SyncTimes.boundsMicros(),
        syncs.counts(),
        syncs.totalNanos(),
        driver.leaderChanges.get(),
        driver.inboxDepth.get(),
        framesDropped.get(),
        snapshots.taken.get(),
        snapshots.installed.get(),
        feed.fed.get());
  }

  /**
   * Stops everything; called on the driver's loop.
   *
   * @param cause the fault, null for a stop that was asked for
   */
  void stop(@Nullable Throwable cause) {
    if (closing.isStopped()) {
      return;
    }
    closing.stopped();
    if (cause == null) {
      LOG.info("node {} has stopped", parts.config().self());
    } else {
      LOG.error("node {} stops because of a fault", parts.config().self(), cause);
    }
    parts.world().network().close();
    synchronized (loops) {
      loops.forEach(Loops.Loop::stop);
    }
    String why = cause == null ? "the node has stopped" : "the node has stopped: " + cause;
    parts.inbox().drain(new Refusing(why));
    parts.proposals().stop(why);
    parts.reads().stop(why);
    applier.stop(why);
    asks.stop(why);
    wal.close();
    snapshots.close();
    feed.close();
    if (cause == null) {
      stopped.complete(null);
    } else {
      stopped.completeExceptionally(cause);
    }
  }

  private void step(Input input) {
    driver.step(input);
  }

  /** A loop beside the driver's failed, on its own thread. */
  private void failed(Throwable cause) {
    parts.inbox().execute(() -> stop(cause));
  }

  private void driverFailed(Throwable cause) {
    stop(cause);
  }

  /** What the network brings; called on its threads. */
  private final class Mail implements Network.Receiver {

    @Override
    public void received(NodeId from, ByteBuffer frame) {
      try {
        ByteBuffer whole = frame.duplicate().slice();
        Frame decoded = codec.decode(frame);
        long storage = FrameCodec.storage(whole);
        if (!parts.inbox().offer(new Event.Received(from, storage, decoded))) {
          framesDropped.incrementAndGet();
        }
      } catch (MalformedFrameException e) {
        framesDropped.incrementAndGet();
      }
    }

    @Override
    public void unreachable(NodeId peer) {
      parts.inbox().offer(new Event.Unreachable(peer));
    }
  }

  /** What the log says; called on the driver's loop. */
  private final class LogEnd implements Wal.Listener {

    @Override
    public void persisted(long sequence) {
      step(new Input.Persisted(sequence));
    }

    @Override
    public void failed(IOException cause) {
      stop(cause);
    }
  }

  /** What the applier says; called on its loop. */
  private final class ApplierEnd implements Applier.Listener {

    @Override
    public void applied() {
      parts.inbox().wake();
    }

    @Override
    public void restored(SnapshotMeta meta) {
      parts.inbox().execute(() -> driver.installed(meta));
    }

    @Override
    public void captured(Machine.Capture capture) {
      snapshots.write(capture);
    }

    @Override
    public void failed(IOException cause) {
      NodeRuntime.this.failed(cause);
    }
  }

  /** What the snapshot files say; called on their loop. */
  private final class SnapshotEnd implements SnapshotLoop.Listener {

    @Override
    public void input(Input input) {
      parts.inbox().execute(() -> step(input));
    }

    @Override
    public void written(SnapshotMeta meta) {
      LOG.info("node {} took a snapshot up to entry {}", parts.config().self(), meta.index());
      applier.snapshotWritten();
      long retained = parts.config().snapshots().retainedEntries();
      long from = Math.max(1, meta.index() + 1 - retained);
      input(new Input.SnapshotTaken(meta, from));
    }

    @Override
    public void received(SnapshotMeta meta, String path) {
      LOG.info("node {} installs a snapshot up to entry {}", parts.config().self(), meta.index());
      // Snapshot durable, then the log anew, then the machine: a crash in between leaves the new
      // snapshot with a log that is void, and the next start makes it so.
      parts
          .inbox()
          .execute(() -> {
            Runnable restore = () -> applier.inbox().add(new Applier.Restore(meta, path));
            if (parts.bugs().contains(PlantedBug.SNAPSHOT_WITHOUT_LOG_RESET)) {
              restore.run();
            } else {
              wal.reset(meta, restore);
            }
          });
    }

    @Override
    public void failed(IOException cause) {
      NodeRuntime.this.failed(cause);
    }
  }

  /** Refuses what came too late; tasks find the node stopped. */
  private final class Refusing implements Inbox.Handler<Event> {

    private final String why;

    Refusing(String why) {
      this.why = why;
    }

    @Override
    public void event(Event event) {
      switch (event) {
        case Event.Propose propose ->
            parts.proposals().fail(propose.pending(), RaftException.Reason.STOPPED, why);
        case Event.Read read -> parts.reads().fail(read.call(), RaftException.Reason.STOPPED, why);
        case Event.Received _, Event.Unreachable _ -> {}
      }
    }
  }
}
