package dev.trimaran.raft.node.simulation.model;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Consensus;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees every step of every node and shows it to the invariants; remembers the first broken one. */
public final class Witness {

  private final Map<NodeId, NodeRecord> nodes = new LinkedHashMap<>();
  private final List<Invariant> invariants = new ArrayList<>();
  private Invariant.@Nullable Broken broken;

  /** Adds an invariant. */
  public void watch(Invariant invariant) {
    invariants.add(invariant);
  }

  /** What is known of a node. */
  public NodeRecord node(NodeId id) {
    return nodes.computeIfAbsent(id, NodeRecord::new);
  }

  /** What is known of all nodes. */
  public List<NodeRecord> nodes() {
    return List.copyOf(nodes.values());
  }

  /** The first invariant that broke, or null. */
  public Invariant.@Nullable Broken broken() {
    return broken;
  }

  /** Follows the consensus of a node that starts. */
  public Consensus follow(NodeId id, Restored restored, Consensus consensus) {
    NodeRecord node = node(id);
    guarded(() -> invariants.forEach(one -> one.starting(node, restored)));
    node.started(restored);
    return new Followed(node, consensus);
  }

  /** A state machine applied a command. */
  public void applied(NodeId id, long index, long command, long digest) {
    var application = new Invariant.Application(node(id), index, command, digest);
    guarded(() -> invariants.forEach(one -> one.applied(application)));
  }

  /** Lets a check run, and keeps what it threw: nodes must not swallow it. */
  private void guarded(Runnable check) {
    try {
      check.run();
    } catch (Invariant.Broken failure) {
      if (broken == null) {
        broken = failure;
      }
      throw failure;
    }
  }

  private void see(Step step) {
    for (Invariant one : invariants) {
      one.stepped(step);
    }
    for (Effect effect : step.effects()) {
      for (Invariant one : invariants) {
        one.effect(step, effect);
      }
      step.node().wants(effect);
    }
    for (Invariant one : invariants) {
      one.settled(step);
    }
  }

  private final class Followed implements Consensus {

    private final NodeRecord node;
    private final Consensus consensus;
    private View last;

    Followed(NodeRecord node, Consensus consensus) {
      this.node = node;
      this.consensus = consensus;
      this.last = consensus.view();
    }

    @Override
    public List<Effect> step(Input input) {
      node.told(input);
      List<Effect> effects = consensus.step(input);
      Step step = new Step(node, input, effects, last, consensus.view());
      last = step.after();
      guarded(() -> see(step));
      return effects;
    }

    @Override
    public View view() {
      return consensus.view();
    }
  }
}
