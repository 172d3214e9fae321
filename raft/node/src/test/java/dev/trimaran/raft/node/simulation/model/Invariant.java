package dev.trimaran.raft.node.simulation.model;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Restored;

/**
 * Something that must hold always. Told of everything in order; calls {@link Broken#unless} or
 * throws {@link Broken} itself.
 */
public interface Invariant {

  /** A node starts with what its storage found; {@code node} still tells what it had before. */
  default void starting(NodeRecord node, Restored restored) {}

  /** A step was taken; called before its effects. */
  default void stepped(Step step) {}

  /** One effect of it, in order; {@code step.node()} does not show it yet. */
  default void effect(Step step, Effect effect) {}

  /** All its effects are known to {@code step.node()}. */
  default void settled(Step step) {}

  /** The state machine of a node applied a command, or was restored ({@code command} 0). */
  default void applied(Application application) {}

  /**
   * @param command unique number of the command
   * @param digest hash over all indexes and commands that led to the state
   */
  record Application(NodeRecord node, long index, long command, long digest) {}

  /** An invariant does not hold. */
  final class Broken extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    public Broken(String invariant, String what) {
      super(invariant + ": " + what);
      this.invariant = invariant;
    }

    /** Which. */
    public String invariant() {
      return invariant;
    }
  }
}
