package dev.trimaran.raft.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.Settings;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One life of a cluster drawn from a seed: faults first, then peace, in which it must recover. */
public final class RandomRun {

  private final Random random;
  private final int size;
  private final Invariants invariants = new Invariants();
  private final TestCluster cluster;
  private final int crashiness;
  private final int unrest;
  private long nextId = 1;

  public RandomRun(long seed, int size, Set<PlantedBug> bugs) {
    this(seed, size, bugs, Retention.COMPACT);
  }

  public RandomRun(long seed, int size, Set<PlantedBug> bugs, Retention retention) {
    this.random = new Random(seed);
    this.size = size;
    this.crashiness = random.nextInt(40);
    this.unrest = random.nextInt(3) * 25;
    var limits = new RaftLimits(10, 2, 64, 1 + random.nextInt(4), 3, 96, 256, 3);
    cluster = new TestCluster(size, new Settings(limits, bugs), retention, seed, invariants);
    invariants.watch(cluster);
  }

  public void run(int events) {
    for (int i = 0; i < events; i++) {
      event();
    }
    peace();
  }

  public TestCluster cluster() {
    return cluster;
  }

  public Invariants invariants() {
    return invariants;
  }

  private void event() {
    TestNode node = cluster.nodes().get(random.nextInt(size));
    int dice = random.nextInt(1000 + unrest);
    if (dice >= 1000) {
      haste(node);
    } else if (dice < 420) {
      network();
    } else if (dice < 620) {
      if (node.hasWrites()) {
        node.persist();
      }
    } else if (dice < 780) {
      node.step(new Input.Tick());
    } else if (dice < 850) {
      if (node.hasApplies()) {
        node.apply();
      }
    } else if (dice < 900) {
      propose(node);
    } else if (dice < 940) {
      node.step(new Input.ReadRequested(nextId++));
    } else if (dice < 950) {
      node.snapshot(random.nextInt(4));
    } else {
      fault(node, dice);
    }
  }

  private void fault(TestNode node, int dice) {
    NodeId other = cluster.nodes().get(random.nextInt(size)).id();
    if (dice < 953) {
      cluster.network().cut(node.id(), other);
    } else if (dice < 957) {
      isolate(random.nextBoolean() ? node : leaderOr(node));
    } else if (dice < 960) {
      cluster.network().heal();
    } else if (dice < 970) {
      node.step(new Input.Unreachable(other));
    } else if (dice < 973) {
      node.step(new Input.TransferRequested(nextId++, other));
    } else if (dice < 985) {
      haste(node);
    } else if (random.nextInt(40) < crashiness) {
      node.restart();
    }
  }

  private TestNode leaderOr(TestNode node) {
    TestNode leader = cluster.leader();
    return leader == null ? node : leader;
  }

  private void isolate(TestNode node) {
    for (TestNode other : cluster.nodes()) {
      cluster.network().cut(node.id(), other.id());
      cluster.network().cut(other.id(), node.id());
    }
  }

  /** A run of ticks on one node: the others stand still, or this one was ahead. */
  private void haste(TestNode node) {
    for (int i = random.nextInt(25); i > 0; i--) {
      node.step(new Input.Tick());
    }
  }

  private void network() {
    var packets = cluster.network().packets();
    if (packets.isEmpty()) {
      return;
    }
    while (packets.size() > 300) {
      packets.remove(random.nextInt(packets.size()));
    }
    boolean reorder = random.nextInt(4) == 0;
    int position = reorder ? random.nextInt(packets.size()) : 0;
    int fate = random.nextInt(100);
    if (fate < 5) {
      packets.remove(position);
    } else if (fate < 12) {
      cluster.deliver(packets.get(position));
    } else {
      cluster.deliver(position);
    }
  }

  private void propose(TestNode node) {
    var data = new byte[1 + random.nextInt(40)];
    random.nextBytes(data);
    var one = new Proposal(nextId++, data);
    boolean two = random.nextBoolean();
    var other = new Proposal(nextId++, new byte[] {(byte) nextId});
    node.step(new Input.Proposed(two ? List.of(one, other) : List.of(one)));
  }

  /** Everything heals: a leader emerges, commits, and all nodes reach the same state. */
  private void peace() {
    cluster.network().heal();
    long before = invariants.highestCommitted();
    for (int round = 0; round < 400; round++) {
      cluster.settle();
      cluster.tickAll();
      if (round == 200) {
        propose(cluster.node(1));
      }
    }
    cluster.settle();
    assertThat(cluster.leader()).as("a leader emerged").isNotNull();
    assertThat(invariants.highestCommitted()).as("it commits").isGreaterThan(before);
    for (TestNode node : cluster.nodes()) {
      assertThat(node.applied())
          .as("all applied: %s", cluster.nodes().stream().map(TestNode::view).toList())
          .isEqualTo(invariants.highestCommitted());
    }
  }
}
