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
}
