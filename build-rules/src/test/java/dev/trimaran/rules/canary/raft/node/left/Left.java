package dev.trimaran.rules.canary.raft.node.left;

import dev.trimaran.rules.canary.raft.node.right.Right;

/** One half of a cycle. */
public interface Left {
  Right right();
}
