package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.simulation.LinkSettings;
import dev.trimaran.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run: first faults rule and nothing may go wrong; then a majority drawn at random is healed.
 * Either the rest falls silent, and each node of the majority must make progress; or all else stays
 * as broken as it is, and one of them must (the rest may lead, and not reach them all). Then all is
 * healed, all nodes must reach the same state, and the whole history must be linearizable.
 */
public final class ClusterRun {

  private static final Duration PROGRESS = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Clients clients;
  private final Nemesis nemesis;
  private final Simulation simulation;

  public ClusterRun(Simulation simulation, Options options, NodeFactory factory) {
    this.simulation = simulation;
    this.cluster = new Cluster(simulation, options, factory);
    this.clients = new Clients(cluster);
    this.nemesis = new Nemesis(cluster);
  }

  /** The nodes. */
  public Cluster cluster() {
    return cluster;
  }

  /** Runs to the end; returns what was seen. */
  public Sightings run() {
    cluster.startAll();
    clients.start();
    nemesis.start();
    simulation.run(cluster.options().safety());
    nemesis.stop();
    clients.stop();
    requireProgress();
    requireConvergence();
    clients.requireLinearizable(PROGRESS);
    return cluster.sightings();
  }

  private void requireProgress() {
    List<Member> others = new ArrayList<>(cluster.members());
    List<Member> majority = new ArrayList<>();
    Randomness random = simulation.randomness();
    while (majority.size() <= cluster.members().size() / 2) {
      majority.add(others.remove(random.nextInt(others.size())));
    }
    for (Member member : others) {
      member.supervised(false);
    }
    simulation.network().settings(LinkSettings.CALM);
    majority.forEach(this::heal);
    for (Member one : majority) {
      for (Member other : majority) {
        if (one != other) {
          simulation.network().heal(one.id(), other.id());
        }
      }
    }
    if (random.nextInt(2) == 0) {
      others.forEach(this::silence);
      for (Member member : majority) {
        clients.put(member, "k0", PROGRESS);
        clients.get(member, "k0", PROGRESS);
      }
    } else {
      clients.putThroughAny(majority, "k0", PROGRESS);
    }
  }

  private void silence(Member member) {
    if (simulation.randomness().nextInt(2) == 0) {
      member.crash();
    } else {
      simulation.network().isolate(member.id());
    }
  }

  private void heal(Member member) {
    simulation.disk(member.id()).settings(cluster.options().disk());
    simulation.clockRate(member.id(), 1);
    if (simulation.running(member.id())) {
      simulation.resume(member.id());
    }
    member.supervised(true);
    if (!member.up()) {
      member.start();
    }
  }

  private void requireConvergence() {
    simulation.network().heal();
    cluster.members().forEach(this::heal);
    cluster.await("equal state on all nodes", PROGRESS, this::converged);
  }

  private boolean converged() {
    Member first = cluster.member(1);
    for (Member member : cluster.members()) {
      if (!member.up()
          || member.store().digest() != first.store().digest()
          || member.node().applied() != member.view().committed()
          || member.view().committed() != first.view().lastIndex()) {
        return false;
      }
    }
    return true;
  }
}
