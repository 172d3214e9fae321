package dev.trimaran.simulation;

import dev.trimaran.base.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What a harness may do to the network. Cuts are silent: nobody is told. */
public final class NetworkFaults {

  private final Fabric fabric;
  private final Function<NodeId, SimulatedNode> nodes;
  private final Collection<SimulatedNode> all;

  NetworkFaults(
      Fabric fabric, Function<NodeId, SimulatedNode> nodes, Collection<SimulatedNode> all) {
    this.fabric = fabric;
    this.nodes = nodes;
    this.all = all;
  }

  /** How every link without settings of its own behaves from now on. */
  public void settings(LinkSettings settings) {
    fabric.settings = settings;
  }

  /** How frames from one node to another behave from now on. */
  public void settings(NodeId from, NodeId to, LinkSettings settings) {
    link(from, to).settings = settings;
  }

  /** Cuts both directions; frames under way are lost too. */
  public void cut(NodeId one, NodeId other) {
    cutOneWay(one, other);
    cutOneWay(other, one);
  }

  /** Loses every frame that goes from {@code from} to {@code to}. */
  public void cutOneWay(NodeId from, NodeId to) {
    link(from, to).cut = true;
  }

  /** Cuts a node from all others. */
  public void isolate(NodeId node) {
    for (SimulatedNode other : all) {
      if (!other.id.equals(node)) {
        cut(node, other.id);
      }
    }
  }

  /** Cuts everything between the groups; a node in no group keeps all its links. */
  public void partition(List<List<NodeId>> groups) {
    for (int i = 0; i < groups.size(); i++) {
      for (int j = i + 1; j < groups.size(); j++) {
        for (NodeId one : groups.get(i)) {
          for (NodeId other : groups.get(j)) {
            cut(one, other);
          }
        }
      }
    }
  }

  /** Mends both directions. */
  public void heal(NodeId one, NodeId other) {
    link(one, other).cut = false;
    link(other, one).cut = false;
  }

  /** Mends every cut and forgets every setting of single links; the common settings stay. */
  public void heal() {
    for (SimulatedNode from : all) {
      for (SimulatedNode to : all) {
        Fabric.Link link = fabric.link(from, to);
        link.cut = false;
        link.settings = null;
      }
    }
  }

  private Fabric.Link link(NodeId from, NodeId to) {
    return fabric.link(nodes.apply(from), nodes.apply(to));
  }
}
