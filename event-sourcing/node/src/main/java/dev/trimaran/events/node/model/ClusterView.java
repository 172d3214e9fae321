package dev.trimaran.events.node.model;

import dev.trimaran.base.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of the event store as this one sees them now. */
public interface ClusterView {

  /** What a node does. */
  enum Role {
    LEADER,
    FOLLOWER,
    /** Nothing was heard of it lately. */
    UNKNOWN
  }

  /**
   * A node.
   *
   * @param host where clients reach it; empty while that is not known
   */
  record Member(NodeId id, String host, int port, Role role) {}

  /** All nodes, this one included, in a fixed order. */
  List<Member> members();

  /** Whether this node leads. */
  boolean leads();

  /** The node that leads, null when none is known or it is not known where it serves. */
  default @Nullable Member leader() {
    return members().stream()
        .filter(member -> member.role() == Role.LEADER && !member.host().isEmpty())
        .findFirst()
        .orElse(null);
  }
}
