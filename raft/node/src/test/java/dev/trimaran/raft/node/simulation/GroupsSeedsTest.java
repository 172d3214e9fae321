package dev.trimaran.raft.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.raft.core.engine.RaftCore;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.simulation.cluster.Cluster;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.Witness;
import dev.trimaran.raft.node.simulation.store.Commands;
import dev.trimaran.raft.node.simulation.store.Store;
import dev.trimaran.raft.node.wal.WalConfig;
import dev.trimaran.simulation.LinkSettings;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Two groups on three nodes, one compacting its log and one keeping it, under crashes, cuts and bad
 * links: all invariants hold in each group, and both make progress afterwards.
 */
class GroupsSeedsTest {

  private static final int SEEDS = 150;
  private static final long GROUPS = 2;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Set<NodeId> NODES = Set.of(new NodeId(1), new NodeId(2), new NodeId(3));
  private static final NodeLimits LIMITS =
      new NodeLimits(
          4096, 1000, 1000, 5000, 1000, 4096, Duration.ofSeconds(5), Duration.ofSeconds(2));

  @Test
  void eachGroupIsSafeAndLive() {
    Long seed = Long.getLong("sim.seed");
    if (seed != null) {
      SeedRunner.twice(seed, simulation -> new Run(simulation).play());
      return;
    }
    SeedRunner.run(
        1, Integer.getInteger("sim.seeds", SEEDS), simulation -> new Run(simulation).play());
  }

  /** One group: who watches it, and its present nodes and machines. */
  private static final class Group {
    private final Witness witness = new Witness();
    private final Map<NodeId, Store> stores = new TreeMap<>();
    private long proposed;
    private long succeeded;
  }

  private static final class Run {
    private final Simulation simulation;
    private final Randomness random;
    private final Map<NodeId, RaftGroups> running = new TreeMap<>();
    private final List<Group> groups =
        LongStream.rangeClosed(1, GROUPS).mapToObj(id -> new Group()).toList();

    Run(Simulation simulation) {
      this.simulation = simulation;
      this.random = simulation.randomness();
      groups.forEach(group -> Cluster.watchAll(group.witness, 2));
      simulation.afterEveryEvent(this::requireSound);
    }

    void play() {
      NODES.stream().sorted().forEach(this::start);
      simulation.network().settings(LinkSettings.CALM.withLoss(0.02).withReordering(0.2));
      for (int step = 0; step < 40; step++) {
        simulation.run(Duration.ofMillis(50 + random.nextInt(400)));
        fault(new NodeId(1 + random.nextInt(3)), new NodeId(1 + random.nextInt(3)));
        propose();
      }
      simulation.network().heal();
      simulation.network().settings(LinkSettings.CALM);
      NODES.stream().sorted().forEach(this::start);
      for (int i = 0; i < 20; i++) {
        propose();
        simulation.run(Duration.ofMillis(200));
      }
      boolean same = simulation.runUntil(this::converged, SOON);
      assertThat(same).as("both groups reach one state").isTrue();
      for (Group group : groups) {
        assertThat(group.succeeded).isGreaterThan(20);
      }
    }

    private void fault(NodeId node, NodeId other) {
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          running.remove(node);
          simulation.crash(node);
        }
        case 2 -> simulation.network().isolate(node);
        case 3 -> {
          if (!node.equals(other)) {
            simulation.network().cut(node, other);
          }
        }
        case 4 -> simulation.network().heal();
        default -> NODES.stream().sorted().forEach(this::start);
      }
    }

    private void start(NodeId id) {
      if (running.containsKey(id)) {
        return;
      }
      RaftGroups all = RaftGroups.open(simulation.world(id));
      running.put(id, all);
      for (int i = 0; i < GROUPS; i++) {
        start(id, all, i + 1L, groups.get(i));
      }
    }

    private void start(NodeId id, RaftGroups all, long number, Group group) {
      Witness witness = group.witness;
      Store store =
          new Store(
              100, (index, command, digest, answer) -> witness.applied(id, index, command, digest));
      group.stores.put(id, store);
      RaftNodeConfig config =
          RaftNodeConfig.of(id, 1, NODES)
              .withGroup(number)
              .withRetention(number == 1 ? Retention.COMPACT : Retention.KEEP)
              .withRaft(
                  Duration.ofMillis(20), new RaftLimits(50, 5, 2000, 16, 8, 8000, 1 << 20, 100))
              .withLimits(LIMITS)
              .withWal(new WalConfig(64 << 10, 8192, 1, 0))
              .withSnapshots(new SnapshotPolicy(30, Long.MAX_VALUE, 5));
      try {
        all.start(
            config,
            store,
            (self, initial, limits, restored, randomness) ->
                witness.follow(
                    self, restored, new RaftCore(self, initial, limits, restored, randomness)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void propose() {
      for (int i = 0; i < GROUPS; i++) {
        Group group = groups.get(i);
        for (RaftGroups node : running.values()) {
          long number = ++group.proposed;
          RaftNode raft = node.node(i + 1L);
          if (raft != null) {
            raft.propose(Commands.encode(number, new Command.Put("k" + number % 3, "v" + number)))
                .whenComplete((result, failure) -> group.succeeded += failure == null ? 1 : 0);
          }
        }
      }
    }

    private boolean converged() {
      return LongStream.rangeClosed(1, GROUPS).allMatch(this::converged);
    }

    private boolean converged(long number) {
      Map<NodeId, Store> stores = groups.get((int) number - 1).stores;
      List<RaftNode> nodes =
          running.values().stream().map(node -> Objects.requireNonNull(node.node(number))).toList();
      return stores.values().stream().mapToLong(Store::digest).distinct().count() == 1
          && nodes.stream().anyMatch(node -> node.view().role() == Role.LEADER)
          && nodes.stream().allMatch(node -> node.applied() == node.view().lastIndex());
    }

    private void requireSound() {
      for (Group group : groups) {
        Invariant.Broken broken = group.witness.broken();
        if (broken != null) {
          throw broken;
        }
      }
    }
  }
}
