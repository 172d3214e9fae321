package dev.trimaran.raft.core.cluster;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Nodes 1 to n and the network between them. */
public final class TestCluster {

  private final List<TestNode> nodes = new ArrayList<>();
  private final TestNetwork network = new TestNetwork();

  public TestCluster(int size, Settings settings, long seed, Observer observer) {
    this(size, settings, Retention.COMPACT, seed, observer);
  }

  public TestCluster(
      int size, Settings settings, Retention retention, long seed, Observer observer) {
    var ids = new TreeSet<NodeId>();
    for (int i = 1; i <= size; i++) {
      ids.add(new NodeId(i));
    }
    var ground = new TestGround(Configuration.of(ids), settings, retention, seed);
    for (int i = 1; i <= size; i++) {
      nodes.add(new TestNode(i, network, observer, ground));
    }
  }

  public List<TestNode> nodes() {
    return nodes;
  }

  public TestNode node(long id) {
    return nodes.get((int) id - 1);
  }

  public TestNetwork network() {
    return network;
  }

  /** Delivers the packet at {@code position}, taking it off the network. */
  public void deliver(int position) {
    deliver(network.packets().remove(position));
  }

  public void deliver(TestNetwork.Packet packet) {
    node(packet.to().value()).step(new Input.Received(packet.from(), packet.message()));
  }

  /** Delivers, persists and applies until nothing is left to do. */
  public void settle() {
    boolean busy = true;
    for (int round = 0; busy && round < 100_000; round++) {
      busy = !network.packets().isEmpty();
      if (busy) {
        deliver(0);
      }
      for (TestNode node : nodes) {
        if (node.hasWrites()) {
          node.persist();
          busy = true;
        }
        if (node.hasApplies()) {
          node.apply();
          busy = true;
        }
      }
    }
  }

  public void tickAll() {
    nodes.forEach(node -> node.step(new Input.Tick()));
  }

  /** The leader of the latest term, or null. */
  public @Nullable TestNode leader() {
    TestNode latest = null;
    for (TestNode node : nodes) {
      boolean leads = node.view().role() == Role.LEADER;
      if (leads && (latest == null || node.view().term() > latest.view().term())) {
        latest = node;
      }
    }
    return latest;
  }
}
