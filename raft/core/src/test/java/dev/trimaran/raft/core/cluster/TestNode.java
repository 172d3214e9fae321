package dev.trimaran.raft.core.cluster;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.engine.RaftCore;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Settings;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.core.model.View;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** One core with a disk that is a queue of writes, and a machine that is a running digest. */
public final class TestNode {

  private final NodeId id;
  private final Configuration initial;
  private final Settings settings;
  private final SeededRandomness randomness;
  private final TestNetwork network;
  private final Observer observer;
  private final TestDisk disk;
  private final ArrayDeque<Effect> diskQueue = new ArrayDeque<>();
  private final ArrayDeque<Entry> applyQueue = new ArrayDeque<>();
  private final ArrayDeque<Input> completions = new ArrayDeque<>();
  private final TreeMap<Long, Entry> log = new TreeMap<>();
  private ByteBuffer pending = ByteBuffer.allocate(0);
  private RaftCore core;
  private long applied;
  private long digest;
  private int reads;
  private long fetched;

  TestNode(long id, TestNetwork network, Observer observer, TestGround ground) {
    this.id = new NodeId(id);
    this.network = network;
    this.observer = observer;
    this.initial = ground.configuration();
    this.settings = ground.settings();
    this.randomness = new SeededRandomness(ground.seed() * 31 + id);
    this.disk = new TestDisk(ground.retention());
    core = new RaftCore(this.id, initial, settings, disk.restore(), randomness);
  }

  public NodeId id() {
    return id;
  }

  public View view() {
    return core.view();
  }

  public TestDisk disk() {
    return disk;
  }

  /** The log in memory, as far as it was handed to the disk. */
  public TreeMap<Long, Entry> log() {
    return log;
  }

  public long applied() {
    return applied;
  }

  public long digest() {
    return digest;
  }

  /** One input, and what it makes due; disk and machine wait for {@link #persist}. */
  public void step(Input input) {
    stepOnce(input);
    while (!completions.isEmpty()) {
      stepOnce(completions.removeFirst());
    }
  }

  private void stepOnce(Input input) {
    View before = core.view();
    List<Effect> effects = core.step(input);
    effects.forEach(this::execute);
    observer.stepped(this, before, input, effects);
  }

  private void execute(Effect effect) {
    switch (effect) {
      case Effect.Persist e -> {
        TestDisk.append(log, e.entries());
        diskQueue.addLast(e);
      }
      case Effect.WriteSnapshotChunk e -> diskQueue.addLast(e);
      case Effect.InstallSnapshot e -> {
        Checks.that(applyQueue.isEmpty(), "Apply never overlaps an install");
        diskQueue.addLast(e);
      }
      case Effect.Send e -> network.send(id, e.to(), e.message());
      case Effect.Apply e -> applyQueue.addAll(e.entries());
      case Effect.ReadSnapshotChunk e -> readChunk(e);
      case Effect.ReadEntries e -> readEntries(e);
      case Effect.CompactLog e -> {
        disk.compact(e.firstIndex());
        log.headMap(e.firstIndex()).clear();
      }
      case Effect.ReadReady _,
          Effect.ReadRefused _,
          Effect.ProposalsRefused _,
          Effect.TransferEnded _,
          Effect.RoleChanged _ -> {}
    }
  }

  /** A snapshot is its digest, in as many chunks as it takes. */
  private void readChunk(Effect.ReadSnapshotChunk read) {
    SnapshotMeta meta = disk.snapshot();
    if (meta == null || meta.index() != read.snapshotIndex() || read.offset() >= Long.BYTES) {
      completions.add(new Input.SnapshotChunkFailed(read.to(), read.snapshotIndex()));
      return;
    }
    byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(disk.snapshotDigest()).array();
    int from = (int) read.offset();
    int to = Math.min(all.length, from + read.maxBytes());
    byte[] data = Arrays.copyOfRange(all, from, to);
    completions.add(new Input.SnapshotChunkRead(read.to(), meta, from, data, to == all.length));
  }

  /** Each fifth time the disk refuses. */
  private void readEntries(Effect.ReadEntries read) {
    int most = (int) Math.min(read.maxEntries(), read.last() - read.from() + 1);
    List<Entry> entries =
        disk.log().tailMap(read.from(), true).values().stream().limit(most).toList();
    Entry before = disk.log().get(read.from() - 1);
    long prevTerm = before == null ? 0 : before.term();
    fetched += entries.size();
    completions.add(
        ++reads % 5 == 0
            ? new Input.EntriesUnreadable(read.to(), read.from())
            : new Input.EntriesRead(read.to(), read.from(), prevTerm, entries));
  }

  /** Entries read from the disk for followers. */
  public long fetched() {
    return fetched;
  }

  public boolean hasWrites() {
    return !diskQueue.isEmpty();
  }

  /** Makes the oldest write durable. */
  public void persist() {
    Effect effect = diskQueue.removeFirst();
    switch (effect) {
      case Effect.Persist e -> {
        disk.write(e);
        step(new Input.Persisted(e.sequence()));
      }
      case Effect.WriteSnapshotChunk e -> {
        if (e.offset() == 0) {
          pending = ByteBuffer.allocate(Long.BYTES);
        }
        Checks.that(pending.position() == e.offset(), "chunks are written in order");
        pending.put(e.data());
        step(new Input.SnapshotChunkWritten(e.meta().index(), e.offset() + e.data().length));
      }
      case Effect.InstallSnapshot e -> {
        digest = pending.flip().getLong();
        applied = e.meta().index();
        disk.install(e.meta(), digest);
        log.clear();
        step(new Input.SnapshotInstalled(e.meta()));
      }
      default -> throw new AssertionError(effect);
    }
  }

  public boolean hasApplies() {
    return !applyQueue.isEmpty();
  }

  /** Applies all that was handed over. */
  public void apply() {
    while (!applyQueue.isEmpty()) {
      Entry entry = applyQueue.removeFirst();
      Checks.that(entry.index() == applied + 1, "each entry is applied once, in order");
      applied = entry.index();
      digest = digest * 31 + Arrays.hashCode(entry.data()) + entry.term();
    }
    step(new Input.Applied(applied));
  }

  /** Takes a snapshot of what is applied, keeping {@code retained} entries before it. */
  public void snapshot(long retained) {
    View view = core.view();
    if (applied == view.snapshotIndex() || view.applied() != applied || installs()) {
      return;
    }
    Entry last = log.get(applied);
    if (last == null) {
      return;
    }
    var meta = new SnapshotMeta(applied, last.term(), view.configuration());
    disk.take(meta, digest);
    step(new Input.SnapshotTaken(meta, applied + 1 - retained));
  }

  private boolean installs() {
    return diskQueue.stream().anyMatch(effect -> effect instanceof Effect.InstallSnapshot);
  }

  /** A crash loses what was not durable; the node starts again from its disk. */
  public void restart() {
    diskQueue.clear();
    applyQueue.clear();
    completions.clear();
    log.clear();
    var restored = disk.restore();
    restored.entries().forEach(entry -> log.put(entry.index(), entry));
    SnapshotMeta meta = disk.snapshot();
    applied = meta == null ? 0 : meta.index();
    digest = meta == null ? 0 : disk.snapshotDigest();
    core = new RaftCore(id, initial, settings, restored, randomness);
    observer.restarted(this);
  }
}
