package dev.trimaran.simulation;

import dev.trimaran.base.NodeId;
import org.jspecify.annotations.Nullable;

/** A node: what outlives its crashes, and its present life if it has one. */
final class SimulatedNode {

  final NodeId id;
  final int index;
  final SimulatedClock clock;
  final DiskImage image;
  @Nullable Incarnation life;

  SimulatedNode(NodeId id, int index, Ground ground) {
    this.id = id;
    this.index = index;
    this.clock = new SimulatedClock(ground.scheduler(), ground.random());
    this.image = new DiskImage(ground.random().split());
  }
}
