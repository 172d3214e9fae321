package dev.trimaran.raft.node.shared;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Loops;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.Poller;
import dev.trimaran.raft.node.wire.Bundle;
import dev.trimaran.raft.node.wire.MalformedFrameException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One network for all groups of a node. A frame goes to the group it names. Frames that may wait
 * ({@link Network#sendLater}) are collected and leave together, one frame for each peer, at
 * multiples of an interval: so idle heartbeats and their answers cost two frames for each pair of
 * nodes and interval, however many groups there are and whoever leads them.
 *
 * <p>Of a group only the latest waiting frame to a peer is kept: each says all that the one before
 * said. All others leave at once, past those that wait.
 */
public final class SharedNetwork implements Poller, Network.Receiver {

  private final Network network;
  private final long intervalNanos;
  private final Map<Long, Network.Receiver> receivers = new ConcurrentHashMap<>();
  private final Map<NodeId, Map<Long, ByteBuffer>> waiting = new TreeMap<>();
  private final AtomicLong dropped = new AtomicLong();
  private volatile Loops.@Nullable Loop loop;
  private long due;

  /**
   * @param intervalNanos how long a frame may wait: the time between heartbeats
   */
  public SharedNetwork(Network network, long intervalNanos) {
    Checks.argument(intervalNanos > 0, "intervalNanos is positive");
    this.network = network;
    this.intervalNanos = intervalNanos;
  }

  /** Starts to receive; {@code drivenBy} polls this. */
  public void open(Loops.Loop drivenBy) {
    loop = drivenBy;
    network.open(this);
  }

  /** The network as one group sees it; closing it takes only the group off. */
  public Network of(long group) {
    return new GroupNetwork(group);
  }

  /** Frames that named no group of this node, or were malformed. */
  public long dropped() {
    return dropped.get();
  }

  /** Ends all groups' traffic. */
  public void close() {
    network.close();
    receivers.clear();
  }

  @Override
  public long poll(long nowNanos) {
    Map<NodeId, List<ByteBuffer>> leaving = new TreeMap<>();
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        due = 0;
        return IDLE;
      }
      if (due == 0) {
        due = nowNanos + intervalNanos - Math.floorMod(nowNanos, intervalNanos);
      }
      if (nowNanos - due < 0) {
        return due;
      }
      due = 0;
      waiting.forEach((to, frames) -> leaving.put(to, new ArrayList<>(frames.values())));
      waiting.clear();
    }
    leaving.forEach(this::leave);
    return IDLE;
  }

  private void leave(NodeId to, List<ByteBuffer> frames) {
    for (int from = 0; from < frames.size(); from += Bundle.MAX_FRAMES) {
      List<ByteBuffer> some =
          frames.subList(from, Math.min(frames.size(), from + Bundle.MAX_FRAMES));
      if (some.size() == 1) {
        network.send(to, some.getFirst());
      } else {
        network.send(to, Bundle.of(some));
      }
    }
  }

  @Override
  public void received(NodeId from, ByteBuffer frame) {
    try {
      if (Bundle.is(frame)) {
        for (ByteBuffer one : Bundle.split(frame)) {
          handOn(from, one);
        }
      } else {
        handOn(from, frame);
      }
    } catch (MalformedFrameException e) {
      dropped.incrementAndGet();
    }
  }

  private void handOn(NodeId from, ByteBuffer frame) throws MalformedFrameException {
    Network.Receiver group = receivers.get(Bundle.group(frame));
    if (group == null) {
      dropped.incrementAndGet();
    } else {
      group.received(from, frame);
    }
  }

  @Override
  public void unreachable(NodeId peer) {
    new TreeMap<>(receivers).values().forEach(group -> group.unreachable(peer));
  }

  private void later(NodeId to, long group, ByteBuffer frame) {
    boolean first;
    synchronized (waiting) {
      first = waiting.isEmpty();
      waiting.computeIfAbsent(to, peer -> new TreeMap<>()).put(group, frame);
    }
    Loops.Loop woken = loop;
    if (first && woken != null) {
      woken.wake();
    }
  }

  private final class GroupNetwork implements Network {

    private final long group;

    GroupNetwork(long group) {
      this.group = group;
    }

    @Override
    public void open(Receiver receiver) {
      Receiver before = receivers.putIfAbsent(group, receiver);
      Checks.argument(before == null, "a group runs once on a node");
    }

    @Override
    public boolean send(NodeId to, ByteBuffer... parts) {
      return network.send(to, parts);
    }

    @Override
    public boolean sendLater(NodeId to, ByteBuffer frame) {
      later(to, group, frame);
      return true;
    }

    @Override
    public void close() {
      receivers.remove(group);
    }
  }
}
