package dev.trimaran.events.node.simulation;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.stream.SipHash;
import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.EventNodeConfig;
import dev.trimaran.events.node.PlantedEventNode;
import dev.trimaran.events.node.storage.IndexConfig;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.wal.WalConfig;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.LinkSettings;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Three event stores in one simulation: small segments, frequent checkpoints, and an index in which
 * most streams meet.
 */
final class EventCluster {

  static final List<NodeId> IDS = List.of(new NodeId(1), new NodeId(2), new NodeId(3));

  private static final NodeLimits LIMITS =
      new NodeLimits(
          32_000, 1000, 1000, 5000, 1000, 4096, Duration.ofSeconds(2), Duration.ofSeconds(2));

  final Simulation simulation;
  final Map<NodeId, EventNode> nodes = new TreeMap<>();
  private final Set<PlantedBug> bugs;
  private final EventNodeConfig config;

  EventCluster(Simulation simulation, Set<PlantedBug> bugs) {
    this(simulation, bugs, 7);
  }

  EventCluster(Simulation simulation, Set<PlantedBug> bugs, long clusterId) {
    this.simulation = simulation;
    this.bugs = bugs;
    RaftNodeConfig raft =
        RaftNodeConfig.of(IDS.getFirst(), clusterId, Set.copyOf(IDS))
            .withGroup(EventNodeConfig.GROUP)
            .withRetention(Retention.KEEP)
            .withRaft(
                Duration.ofMillis(20), new RaftLimits(50, 5, 4000, 16, 8, 16_000, 1 << 20, 1000))
            .withLimits(LIMITS)
            .withWal(new WalConfig(64 << 10, 16 << 10, 1, 0))
            .withSnapshots(new SnapshotPolicy(25, Long.MAX_VALUE, 5));
    this.config =
        new EventNodeConfig(
            raft,
            new EventLimits(4000, 20_000, 20, 1000, 8, 5000),
            new SipHash(3, 4),
            new IndexConfig(9, 64, 16 << 10, 4, 2000, name -> name.length() % 3));
  }

  void startAll() {
    IDS.forEach(this::start);
  }

  void start(NodeId id) {
    start(id, false);
  }

  /** Starts a node that does not run; one that a fault has stopped is started anew. */
  void start(NodeId id, boolean rejoin) {
    EventNode before = nodes.get(id);
    if (before != null && before.raft().stopped().isDone()) {
      simulation.disk(id).settings(DiskSettings.HEALTHY);
      crash(id);
    } else if (before != null) {
      return;
    }
    RaftGroups groups = RaftGroups.open(simulation.world(id));
    EventNodeConfig own =
        new EventNodeConfig(
            config.raft().withSelf(id).withRejoin(rejoin),
            config.limits(),
            config.hash(),
            config.index());
    try {
      nodes.put(id, PlantedEventNode.start(groups, simulation.world(id), own, bugs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void crash(NodeId id) {
    simulation.crash(id);
    nodes.remove(id);
  }

  /** Those that no fault has stopped. */
  List<EventNode> running() {
    return nodes.values().stream().filter(node -> !node.raft().stopped().isDone()).toList();
  }

  @Nullable EventNode leader() {
    return leader(Set.of());
  }

  /** A leader, but none of those. */
  @Nullable EventNode leader(Set<NodeId> except) {
    for (EventNode node : running()) {
      View view = node.raft().view();
      if (view.role() == Role.LEADER && !except.contains(view.self())) {
        return node;
      }
    }
    return null;
  }

  /** Does something bad, now and then. */
  void disturb(Randomness random) {
    NodeId victim = IDS.get(random.nextInt(IDS.size()));
    switch (random.nextInt(17)) {
      case 0, 1 -> crash(victim);
      case 2 -> {
        EventNode leader = leader();
        if (leader != null) {
          crash(leader.raft().view().self());
        }
      }
      case 3 -> simulation.network().isolate(victim);
      case 4 -> {
        IDS.forEach(this::crash);
        startAll();
      }
      case 5 ->
          simulation.disk(victim).settings(DiskSettings.HEALTHY.slower(1 + random.nextInt(200)));
      case 6 -> simulation.clockJump(victim, Duration.ofSeconds(random.nextInt(200) - 100));
      case 7 -> {
        crash(victim);
        rot(victim);
      }
      case 8 -> simulation.disk(victim).settings(DiskSettings.HEALTHY.withFailures(0, 0.3));
      case 9 -> simulation.network().heal();
      default -> startAll();
    }
  }

  /** Damages a file of the index of a node that is down: the index is made again from the log. */
  private void rot(NodeId id) {
    List<String> files =
        simulation.disk(id).paths().stream().filter(path -> path.endsWith(".idx")).toList();
    if (!files.isEmpty()) {
      simulation
          .disk(id)
          .flipBit(files.getFirst(), simulation.disk(id).size(files.getFirst()) - 20, 3);
    }
  }

  /** A node has lost its directory, and its operator says so. */
  void replace(NodeId id) {
    crash(id);
    simulation.disk(id).wipe();
    start(id, true);
  }

  /** All faults are over. */
  void heal() {
    simulation.network().heal();
    simulation.network().settings(LinkSettings.CALM);
    IDS.forEach(id -> simulation.disk(id).settings(DiskSettings.HEALTHY));
    startAll();
  }

  /** All nodes run, also those that stop late, and have applied the same. */
  boolean settled() {
    startAll();
    return leader() != null
        && nodes.values().stream()
            .allMatch(node -> node.raft().applied() == node.raft().view().lastIndex())
        && nodes.values().stream().mapToLong(node -> node.raft().applied()).distinct().count() == 1;
  }
}
