package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.node.wire.Frame;

/** What reaches the driver from outside. */
sealed interface Event {

  /** A frame from a peer, whose directory has the number {@code storage}. */
  record Received(NodeId from, long storage, Frame frame) implements Event {}

  /** A hint that a peer is gone. */
  record Unreachable(NodeId peer) implements Event {}

  /** A client proposes. */
  record Propose(Pending pending) implements Event {}

  /** A client reads. */
  record Read(Reads.Call call) implements Event {}
}
