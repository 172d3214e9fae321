package dev.trimaran.simulation;

import dev.trimaran.base.port.World;
import java.util.ArrayList;
import java.util.List;

/** One life of a node, from its start to its crash. */
final class Incarnation {

  private record Deferred(Event event, long token) {}

  private final Scheduler scheduler;
  private final List<Deferred> deferred = new ArrayList<>();
  private boolean alive = true;
  private boolean paused;

  final SimulatedNode node;
  final SimulatedNetwork network;
  final SimulatedDisk disk;
  final World world;

  Incarnation(SimulatedNode node, Ground ground) {
    this.node = node;
    this.scheduler = ground.scheduler();
    this.network = new SimulatedNetwork(this, ground.fabric());
    this.disk = new SimulatedDisk(this, ground);
    this.world =
        new World(
            node.clock, ground.random().split(), disk, network, new SimulatedLoops(this, ground));
  }

  boolean alive() {
    return alive;
  }

  boolean paused() {
    return paused;
  }

  /** Schedules an event of this life. */
  void schedule(long delay, Event event, long token) {
    scheduler.schedule(delay, event, token, this);
  }

  /** Whether the event may run now; a paused life keeps it for later, a dead one forgets it. */
  boolean accepts(Event event, long token) {
    if (alive && paused) {
      deferred.add(new Deferred(event, token));
    }
    return alive && !paused;
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    for (Deferred one : deferred) {
      schedule(0, one.event(), one.token());
    }
    deferred.clear();
  }

  void die() {
    alive = false;
    deferred.clear();
    disk.crash();
  }
}
