package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.Role;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A whole group in one process, for the tests of who embeds a node. The worlds are real or
 * simulated: this class only asks for them.
 *
 * <pre>{@code
 * var simulation = new Simulation(seed);
 * var cluster = new RaftCluster<>(config, simulation::world, MyMachine::new);
 * cluster.startAll();
 * simulation.runUntil(() -> cluster.leader().isPresent(), Duration.ofSeconds(10));
 * }</pre>
 *
 * @param <M> the state machine
 */
public final class RaftCluster<M extends StateMachine> {

  private record Member<M>(RunningNode node, M machine) {}

  private final RaftNodeConfig config;
  private final Function<NodeId, World> worlds;
  private final Supplier<M> machines;
  private final Map<NodeId, Member<M>> members = new TreeMap<>();

  /**
   * @param config of every node; its {@code self} is replaced
   * @param worlds the world of a node, asked for at each of its starts
   * @param machines an empty machine for each start
   */
  public RaftCluster(RaftNodeConfig config, Function<NodeId, World> worlds, Supplier<M> machines) {
    this.config = config;
    this.worlds = worlds;
    this.machines = machines;
  }

  /** Starts every voter that does not run. */
  public void startAll() throws IOException {
    for (NodeId id : config.voters().stream().sorted().toList()) {
      if (!members.containsKey(id)) {
        start(id);
      }
    }
  }

  /** Starts one node, for the first time or over what its disk holds. */
  public RaftNode start(NodeId id) throws IOException {
    Checks.argument(!members.containsKey(id), "a node that runs is not started");
    M machine = machines.get();
    RunningNode node = (RunningNode) RaftNode.start(worlds.apply(id), config.withSelf(id), machine);
    members.put(id, new Member<>(node, machine));
    return node;
  }

  /**
   * Ends a node without a farewell: leadership is not handed over, what is in flight has no
   * outcome. What its world loses by that is the world's affair: a simulation has a crash of its
   * own, to be called as well.
   */
  public void kill(NodeId id) {
    Member<M> member = members.remove(id);
    if (member != null) {
      member.node().abort();
    }
  }

  /** The running nodes, by id. */
  public List<RaftNode> nodes() {
    return members.values().stream().map(member -> (RaftNode) member.node()).toList();
  }

  /** A running node. */
  public RaftNode node(NodeId id) {
    return member(id).node();
  }

  /** The machine of a running node. */
  public M machine(NodeId id) {
    return member(id).machine();
  }

  /** Who leads in the latest term that any running node knows. */
  public Optional<NodeId> leader() {
    long term =
        members.values().stream().mapToLong(member -> member.node().view().term()).max().orElse(0);
    return members.entrySet().stream()
        .filter(entry -> entry.getValue().node().view().term() == term)
        .filter(entry -> entry.getValue().node().view().role() == Role.LEADER)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Member<M> member(NodeId id) {
    Member<M> member = members.get(id);
    if (member == null) {
      throw new IllegalArgumentException("node " + id + " does not run");
    }
    return member;
  }
}
