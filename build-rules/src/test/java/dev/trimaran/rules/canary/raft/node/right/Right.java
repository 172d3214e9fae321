package dev.trimaran.rules.canary.raft.node.right;

import dev.trimaran.rules.canary.raft.node.left.Left;

/** The other half of a cycle. */
public interface Right {
  Left left();
}
