package dev.trimaran.simulation;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.base.port.World;
import dev.trimaran.base.random.SeededRandomness;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A cluster imagined from one seed: virtual time, a network and disks that fail as told, nodes that
 * crash and come back. A run is a function of the seed and the code; {@link #trace} holds its hash.
 *
 * <pre>{@code
 * var simulation = new Simulation(seed);
 * var node = start(simulation.world(id));     // runs on simulated ports
 * simulation.afterEveryEvent(invariants::check);
 * simulation.run(Duration.ofSeconds(10));
 * simulation.crash(id);                       // its loops die, unsynced writes may be lost
 * node = start(simulation.world(id));         // a new life over the surviving disk
 * }</pre>
 */
public final class Simulation {

  private final long seed;
  private final Scheduler scheduler = new Scheduler();
  private final Trace trace = new Trace(scheduler);
  private final Failures failures = new Failures();
  private final Map<NodeId, SimulatedNode> nodes = new LinkedHashMap<>();
  private final SeededRandomness harnessRandom;
  private final Ground ground;
  private final NetworkFaults networkFaults;
  private Runnable hook = () -> {};
  private long events;

  /** A simulation whose every draw follows from {@code seed}. */
  public Simulation(long seed) {
    this.seed = seed;
    SeededRandomness random = new SeededRandomness(seed);
    this.harnessRandom = random.split();
    Fabric fabric = new Fabric(nodes, scheduler, trace, random.split());
    this.ground = new Ground(scheduler, trace, random, fabric, failures);
    this.networkFaults = new NetworkFaults(fabric, this::node, nodes.values());
  }

  /** The seed that replays this run. */
  public long seed() {
    return seed;
  }

  /** Virtual time since the simulation began, in nanoseconds. */
  public long nowNanos() {
    return scheduler.now();
  }

  /** Events that have happened. */
  public long events() {
    return events;
  }

  /** What has happened, and its hash. */
  public Trace trace() {
    return trace;
  }

  /** The loops that threw. */
  public Failures failures() {
    return failures;
  }

  /** Random numbers for the harness, apart from those of the nodes. */
  public Randomness randomness() {
    return harnessRandom;
  }

  /**
   * The world of a node; the same one until the node crashes, then a new one over what its disk
   * still holds.
   */
  public World world(NodeId id) {
    SimulatedNode node = node(id);
    Incarnation life = node.life;
    if (life == null) {
      life = new Incarnation(node, ground);
      node.life = life;
      trace.record(id.value(), Trace.Kind.START, 0);
    }
    return life.world;
  }

  /** Whether the node has a world now. */
  public boolean running(NodeId id) {
    return node(id).life != null;
  }

  /**
   * Ends a node as a power failure would: its loops never poll again, its completions never come,
   * what was not synced may be lost. Its peers find it unreachable.
   */
  public void crash(NodeId id) {
    SimulatedNode node = node(id);
    Incarnation life = node.life;
    if (life == null) {
      return;
    }
    trace.record(id.value(), Trace.Kind.CRASH, 0);
    node.life = null;
    life.die();
    for (SimulatedNode peer : nodes.values()) {
      if (peer.life != null && !ground.fabric().link(node, peer).cut) {
        ground.fabric().hint(peer.life, node);
      }
    }
  }

  /** Stops a node as SIGSTOP would: time goes on without it, what arrives waits. */
  public void pause(NodeId id) {
    Incarnation life = node(id).life;
    Checks.argument(life != null, "only a running node can be paused");
    if (life != null && !life.paused()) {
      trace.record(id.value(), Trace.Kind.PAUSE, 0);
      life.pause();
    }
  }

  /** Lets a paused node go on with all that has waited; no effect on any other. */
  public void resume(NodeId id) {
    Incarnation life = node(id).life;
    if (life != null && life.paused()) {
      trace.record(id.value(), Trace.Kind.RESUME, 0);
      life.resume();
    }
  }

  /** Lets a node's clocks run at {@code rate} times true time from now on; 1 is right. */
  public void clockRate(NodeId id, double rate) {
    trace.record(id.value(), Trace.Kind.CLOCK, Double.doubleToLongBits(rate));
    node(id).clock.rate(rate);
  }

  /** Moves a node's wall clock; its monotonic clock does not notice. */
  public void clockJump(NodeId id, Duration by) {
    trace.record(id.value(), Trace.Kind.CLOCK, by.toMillis());
    node(id).clock.jump(by.toMillis());
  }

  /** Faults of the network. */
  public NetworkFaults network() {
    return networkFaults;
  }

  /** Faults of a node's disk. */
  public DiskFaults disk(NodeId id) {
    return new DiskFaults(node(id), trace);
  }

  /** Runs {@code action} of the harness {@code delay} from now. */
  public void at(Duration delay, Runnable action) {
    Event event =
        token -> {
          trace.record(0, Trace.Kind.ACTION, token);
          action.run();
          return true;
        };
    scheduler.schedule(delay.toNanos(), event, events);
  }

  /** Runs {@code newHook} after every event, in place of the one before it; it may throw. */
  public void afterEveryEvent(Runnable newHook) {
    hook = newHook;
  }

  /**
   * Lets the next event happen.
   *
   * @return false when nothing is left to happen
   */
  public boolean step() {
    return stepUntil(Long.MAX_VALUE);
  }

  /** Lets {@code duration} of virtual time pass. */
  public void run(Duration duration) {
    long end = scheduler.now() + duration.toNanos();
    while (stepUntil(end)) {}
    scheduler.advanceTo(end);
  }

  /**
   * Lets time pass until {@code condition} holds.
   *
   * @return false when it did not within {@code limit}
   */
  public boolean runUntil(BooleanSupplier condition, Duration limit) {
    long end = scheduler.now() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (!stepUntil(end)) {
        scheduler.advanceTo(end);
        return condition.getAsBoolean();
      }
    }
    return true;
  }

  private boolean stepUntil(long end) {
    while (scheduler.nextTime() <= end && scheduler.nextTime() != Long.MAX_VALUE) {
      if (scheduler.runNext()) {
        events++;
        hook.run();
        return true;
      }
    }
    return false;
  }

  private SimulatedNode node(NodeId id) {
    SimulatedNode node = nodes.get(id);
    if (node == null) {
      node = new SimulatedNode(id, nodes.size(), ground);
      nodes.put(id, node);
    }
    return node;
  }
}
