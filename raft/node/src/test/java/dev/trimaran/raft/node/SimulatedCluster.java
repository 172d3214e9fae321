package dev.trimaran.raft.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.engine.RaftCore;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.Settings;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.wal.WalConfig;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A few nodes in one simulation. */
final class SimulatedCluster {

  private static final WalConfig SMALL_LOG = new WalConfig(64 << 10, 16 << 10, 1, 0);

  final Simulation simulation;
  final Map<NodeId, RunningNode> nodes = new TreeMap<>();
  final Map<NodeId, ListMachine> machines = new TreeMap<>();
  final List<NodeId> ids = new ArrayList<>();
  private final Set<PlantedBug> bugs = EnumSet.noneOf(PlantedBug.class);
  SnapshotPolicy snapshots = SnapshotPolicy.DEFAULT;
  RaftNodeConfig config;

  SimulatedCluster(long seed, int size) {
    this(new Simulation(seed), size);
  }

  SimulatedCluster(Simulation simulation, int size) {
    this.simulation = simulation;
    Set<NodeId> voters = new TreeSet<>();
    for (int i = 1; i <= size; i++) {
      voters.add(new NodeId(i));
    }
    ids.addAll(voters);
    config =
        RaftNodeConfig.of(ids.getFirst(), 7, voters)
            .withLimits(
                new dev.trimaran.raft.node.model.NodeLimits(
                    10_000,
                    1000,
                    1000,
                    10_000,
                    10_000,
                    10_000,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2)))
            .withWal(SMALL_LOG);
  }

  void plant(PlantedBug bug) {
    bugs.add(bug);
  }

  SimulatedCluster startAll() {
    ids.forEach(this::start);
    return this;
  }

  RunningNode start(NodeId id) {
    return start(id, false);
  }

  RunningNode start(NodeId id, boolean rejoin) {
    ListMachine machine = new ListMachine();
    try {
      ConsensusFactory factory =
          (self, initial, limits, restored, randomness) ->
              new RaftCore(self, initial, new Settings(limits, bugs), restored, randomness);
      RunningNode node =
          new RunningNode(
              NodeRuntime.start(
                  simulation.world(id),
                  config.withSelf(id).withSnapshots(snapshots).withRejoin(rejoin),
                  machine,
                  factory,
                  bugs));
      nodes.put(id, node);
      machines.put(id, machine);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void crash(NodeId id) {
    simulation.crash(id);
    nodes.remove(id);
  }

  NodeId leader() {
    await(() -> currentLeader() != null);
    NodeId leader = currentLeader();
    assertThat(leader).isNotNull();
    return leader == null ? ids.getFirst() : leader;
  }

  private @org.jspecify.annotations.Nullable NodeId currentLeader() {
    for (Map.Entry<NodeId, RunningNode> entry : nodes.entrySet()) {
      if (entry.getValue().view().role() == Role.LEADER) {
        long term = entry.getValue().view().term();
        if (nodes.values().stream().allMatch(node -> node.view().term() <= term)) {
          return entry.getKey();
        }
      }
    }
    return null;
  }

  RunningNode node(NodeId id) {
    return java.util.Objects.requireNonNull(nodes.get(id));
  }

  List<String> commands(NodeId id) {
    return java.util.Objects.requireNonNull(machines.get(id)).commands();
  }

  CompletableFuture<StateMachine.Result> propose(NodeId at, String command) {
    return node(at).propose(command.getBytes(UTF_8));
  }

  /** Proposes and waits. */
  void put(NodeId at, String command) {
    CompletableFuture<StateMachine.Result> future = propose(at, command);
    await(future::isDone);
    assertThat(future).isCompleted();
  }

  void await(BooleanSupplier condition) {
    boolean held = simulation.runUntil(condition, Duration.ofSeconds(60));
    assertThat(simulation.failures().all()).as("failures, seed " + simulation.seed()).isEmpty();
    assertThat(held).as("in time, seed " + simulation.seed()).isTrue();
  }

  void awaitSame() {
    await(() -> {
      List<String> first = commands(nodes.keySet().iterator().next());
      return nodes.keySet().stream().allMatch(id -> commands(id).equals(first));
    });
  }
}
