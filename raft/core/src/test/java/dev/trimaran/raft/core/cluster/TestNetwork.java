package dev.trimaran.raft.core.cluster;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Messages on their way, in the order they were sent. */
public final class TestNetwork {

  /** One message on its way. */
  public record Packet(NodeId from, NodeId to, Message message) {}

  /** A direction that is cut. */
  private record Link(NodeId from, NodeId to) {}

  private final List<Packet> packets = new ArrayList<>();
  private final Set<Link> cut = new HashSet<>();

  void send(NodeId from, NodeId to, Message message) {
    if (!cut.contains(new Link(from, to))) {
      packets.add(new Packet(from, to, message));
    }
  }

  public List<Packet> packets() {
    return packets;
  }

  public void cut(NodeId from, NodeId to) {
    cut.add(new Link(from, to));
  }

  public void heal() {
    cut.clear();
  }
}
