package dev.trimaran.raft.node.wire;

import dev.trimaran.raft.core.model.Message;
import java.util.List;

/** One frame between two nodes of a group. */
public sealed interface Frame {

  /** Messages of the protocol, in order. */
  record Messages(List<Message> messages) implements Frame {}

  /** A question outside the log. */
  record Ask(long id, byte[] question) implements Frame {}

  /** Its answer, or why there is none. */
  record Answer(long id, boolean failed, byte[] answer) implements Frame {}

  /**
   * A node with a new directory says so to all voters until it may take part.
   *
   * @param rejoining the operator says that it lost what it had
   */
  record Greeting(boolean rejoining) implements Frame {}

  /**
   * The answer, after what it says is durable.
   *
   * @param directory the one that is answered
   * @param refused the node is known by another directory
   * @param newborn who answers began with an empty directory in this life
   */
  record Welcome(long directory, boolean refused, boolean newborn) implements Frame {}
}
