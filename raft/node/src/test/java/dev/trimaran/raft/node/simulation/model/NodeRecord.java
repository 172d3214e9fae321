package dev.trimaran.raft.node.simulation.model;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Restored;
import java.util.ArrayDeque;
import java.util.Deque;

/** What one node has, and what its disk has told it is durable; outlives the node's crashes. */
public final class NodeRecord {

  private final NodeId id;
  private final Deque<Effect.Persist> pending = new ArrayDeque<>();
  private LogMirror log = new LogMirror();
  private LogMirror durable = new LogMirror();
  private HardState durableState = HardState.INITIAL;
  private int life;

  NodeRecord(NodeId id) {
    this.id = id;
  }

  public NodeId id() {
    return id;
  }

  /** Its lives so far. */
  public int life() {
    return life;
  }

  /** Its log, durable or not. */
  public LogMirror log() {
    return log;
  }

  /** The part of its log that is durable. */
  public LogMirror durable() {
    return durable;
  }

  /** Term and vote, as durable. */
  public HardState durableState() {
    return durableState;
  }

  /** Writes under way, oldest first. */
  public Deque<Effect.Persist> pending() {
    return pending;
  }

  void started(Restored restored) {
    life++;
    pending.clear();
    log = LogMirror.of(restored);
    durable = LogMirror.of(restored);
    durableState = restored.hardState();
  }

  /** Takes in what the input tells of the disk; called before the step. */
  void told(Input input) {
    if (input instanceof Input.Persisted(long sequence)) {
      while (!pending.isEmpty() && pending.getFirst().sequence() <= sequence) {
        Effect.Persist write = pending.removeFirst();
        if (write.hardState() != null) {
          durableState = write.hardState();
        }
        write.entries().forEach(durable::append);
      }
    } else if (input instanceof Input.SnapshotInstalled(var meta)) {
      log.restart(meta);
      durable.restart(meta);
    }
  }

  /** Takes in what the step wants written; called after invariants saw the step. */
  void wants(Effect effect) {
    if (effect instanceof Effect.Persist write) {
      pending.addLast(write);
      write.entries().forEach(log::append);
    }
  }
}
