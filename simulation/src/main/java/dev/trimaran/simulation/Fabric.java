package dev.trimaran.simulation;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.random.SeededRandomness;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wires between the nodes, and what may go wrong on them. */
final class Fabric {

  /** How long a refused or reset connection takes to be noticed. */
  private static final long RESET_NANOS = 300_000;

  /** One direction between two nodes. */
  static final class Link {
    @Nullable LinkSettings settings;
    boolean cut;
    boolean hinting;
    long lastArrival;
  }

  /** Reached by id only, never iterated: its order would depend on the hash. */
  private final Map<NodeId, SimulatedNode> nodes;

  private final Map<Long, Link> links = new HashMap<>();
  private final Scheduler scheduler;
  private final Trace trace;
  private final SeededRandomness random;
  LinkSettings settings = LinkSettings.CALM;

  Fabric(
      Map<NodeId, SimulatedNode> nodes, Scheduler scheduler, Trace trace, SeededRandomness random) {
    this.nodes = nodes;
    this.scheduler = scheduler;
    this.trace = trace;
    this.random = random;
  }

  Link link(SimulatedNode from, SimulatedNode to) {
    return links.computeIfAbsent(((long) from.index << 32) | to.index, key -> new Link());
  }

  /** Carries a frame that belongs to the fabric from now on. */
  boolean send(Incarnation from, NodeId to, ByteBuffer frame) {
    SimulatedNode target = nodes.get(to);
    Incarnation life = target == null ? null : target.life;
    if (target == null || life == null) {
      if (target != null && !link(from.node, target).cut) {
        hint(from, target);
      }
      trace.record(from.node.id.value(), Trace.Kind.DROP, to.value());
      return false;
    }
    trace.record(from.node.id.value(), Trace.Kind.SEND, Trace.hash(frame) ^ to.value());
    Link link = link(from.node, target);
    LinkSettings how = link.settings == null ? settings : link.settings;
    if (link.cut || draws(how.loss())) {
      trace.record(from.node.id.value(), Trace.Kind.DROP, to.value());
      return true;
    }
    if (draws(how.duplication())) {
      deliver(from, life, link, ByteBuffer.wrap(frame.array().clone()));
    }
    deliver(from, life, link, frame);
    return true;
  }

  private void deliver(Incarnation from, Incarnation to, Link link, ByteBuffer frame) {
    LinkSettings how = link.settings == null ? settings : link.settings;
    long span = how.maxDelayNanos() - how.minDelayNanos();
    long delay = how.minDelayNanos() + (long) (random.nextDouble() * (span + 1));
    long arrival = scheduler.now() + delay;
    if (!draws(how.reordering())) {
      arrival = Math.max(arrival, link.lastArrival);
      link.lastArrival = arrival;
    }
    NodeId sender = from.node.id;
    Event event =
        token -> {
          boolean lost = link.cut;
          trace.record(
              to.node.id.value(), lost ? Trace.Kind.DROP : Trace.Kind.RECEIVE, sender.value());
          if (!lost) {
            to.network.receive(sender, frame);
          }
          return true;
        };
    to.schedule(arrival - scheduler.now(), event, 0);
  }

  /** Tells {@code from} once, a little later, that {@code to} refuses or resets connections. */
  void hint(Incarnation from, SimulatedNode to) {
    Link link = link(from.node, to);
    if (link.hinting) {
      return;
    }
    link.hinting = true;
    Event event =
        token -> {
          link.hinting = false;
          if (from.alive()) {
            trace.record(from.node.id.value(), Trace.Kind.UNREACHABLE, to.id.value());
            from.network.unreachable(to.id);
          }
          return true;
        };
    scheduler.schedule(RESET_NANOS, event, 0);
  }

  private boolean draws(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }
}
