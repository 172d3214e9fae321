package dev.trimaran.raft.core.model;

import java.util.List;

/**
 * One node's consensus, whoever wrote it: the production core, or a learner's. Single-threaded.
 *
 * <p>Contract between the core and what drives it:
 *
 * <ul>
 *   <li>Effects are executed in the order given.
 *   <li>Each {@link Effect.Persist} is answered, in order, by one {@link Input.Persisted} after its
 *       content is durable. The core itself holds back every message that depends on it.
 *   <li>{@link Effect.Send} is best effort.
 *   <li>Nothing is persisted, sent or applied that is not an effect.
 * </ul>
 */
public interface Consensus {

  /** Takes one input and returns what must be done. */
  List<Effect> step(Input input);

  /** What is visible of the state, immutable. */
  View view();
}
