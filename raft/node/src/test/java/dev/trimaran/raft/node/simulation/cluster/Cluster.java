package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.simulation.invariant.CommitsOwnTerm;
import dev.trimaran.raft.node.simulation.invariant.CommittedIsDurable;
import dev.trimaran.raft.node.simulation.invariant.DurableBeforeSent;
import dev.trimaran.raft.node.simulation.invariant.DurableIsRestored;
import dev.trimaran.raft.node.simulation.invariant.ElectionSafety;
import dev.trimaran.raft.node.simulation.invariant.ExactlyOnce;
import dev.trimaran.raft.node.simulation.invariant.LeaderAppendOnly;
import dev.trimaran.raft.node.simulation.invariant.LeaderCompleteness;
import dev.trimaran.raft.node.simulation.invariant.LogMatching;
import dev.trimaran.raft.node.simulation.invariant.MonotonicPointers;
import dev.trimaran.raft.node.simulation.invariant.OneVoteATerm;
import dev.trimaran.raft.node.simulation.invariant.StateMachineSafety;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.Witness;
import dev.trimaran.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** The nodes of one simulation, watched by all invariants. */
public final class Cluster {

  private final Simulation simulation;
  private final Options options;
  private final Witness witness = new Witness();
  private final Sightings sightings = new Sightings();
  private final Hindsight hindsight = new Hindsight();
  private final List<Member> members = new ArrayList<>();

  public Cluster(Simulation simulation, Options options, NodeFactory factory) {
    this.simulation = simulation;
    this.options = options;
    Set<NodeId> ids = new TreeSet<>();
    for (int i = 1; i <= options.nodes(); i++) {
      ids.add(new NodeId(i));
    }
    Configuration configuration = Configuration.of(ids);
    for (NodeId id : ids) {
      members.add(new Member(this, id, configuration, factory));
    }
    watch();
    simulation.network().settings(options.link());
    for (Member member : members) {
      simulation.disk(member.id()).settings(options.disk());
    }
    simulation.afterEveryEvent(this::requireSound);
  }

  private void watch() {
    witness.watch(sightings);
    watchAll(witness, options.nodes() / 2 + 1);
  }

  /** Watches a group with all invariants. */
  public static void watchAll(Witness witness, int quorum) {
    witness.watch(new ElectionSafety());
    witness.watch(new OneVoteATerm());
    witness.watch(new DurableBeforeSent());
    witness.watch(new DurableIsRestored());
    witness.watch(new LeaderAppendOnly());
    witness.watch(new LogMatching());
    witness.watch(new LeaderCompleteness());
    witness.watch(new CommittedIsDurable(witness::nodes, quorum));
    witness.watch(new CommitsOwnTerm(witness::nodes, quorum));
    witness.watch(new MonotonicPointers());
    witness.watch(new StateMachineSafety());
    witness.watch(new ExactlyOnce());
  }

  public Simulation simulation() {
    return simulation;
  }

  public Options options() {
    return options;
  }

  public Witness witness() {
    return witness;
  }

  public Sightings sightings() {
    return sightings;
  }

  Hindsight hindsight() {
    return hindsight;
  }

  /** All nodes, in order of their ids. */
  public List<Member> members() {
    return members;
  }

  /** The node of this number, from 1. */
  public Member member(int number) {
    return members.get(number - 1);
  }

  /** Starts all that are down. */
  public void startAll() {
    members.forEach(Member::start);
  }

  /** The leader of the highest term among nodes that run. */
  public Optional<Member> leader() {
    return members.stream()
        .filter(Member::up)
        .filter(member -> member.view().role() == Role.LEADER)
        .max(Comparator.comparingLong(member -> member.view().term()));
  }

  /** A follower of the present leader's; the first that runs. */
  public Member follower() {
    Member leader = leader().orElseThrow();
    return members.stream()
        .filter(member -> member.up() && member != leader)
        .findFirst()
        .orElseThrow();
  }

  /** Lets time pass until a leader has committed an entry of its term; returns it. */
  public Member awaitLeader(Duration limit) {
    await("a leader", limit, () -> leader().filter(Cluster::established).isPresent());
    return leader().orElseThrow();
  }

  private static boolean established(Member leader) {
    var view = leader.view();
    return view.committed() == view.lastIndex() && view.lastTerm() == view.term();
  }

  /** Lets time pass until {@code condition} holds. */
  public void await(String what, Duration limit, BooleanSupplier condition) {
    if (!simulation.runUntil(condition, limit)) {
      throw new Invariant.Broken(
          "liveness", "no " + what + " within " + limit + " of virtual time: " + views());
    }
  }

  /** What all nodes look like. */
  public String views() {
    StringBuilder words = new StringBuilder();
    for (Member member : members) {
      words.append("\n  ").append(member.up() ? member.view() : member.id() + " is down");
    }
    return words.toString();
  }

  private void requireSound() {
    Invariant.Broken broken = witness.broken();
    if (broken != null) {
      throw broken;
    }
    for (Member member : members) {
      Invariant.Broken unexpected = member.unexpected();
      if (unexpected != null) {
        throw unexpected;
      }
    }
  }
}
