package dev.trimaran.raft.node.simulation.scenario;

import dev.trimaran.base.NodeId;
import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.raft.node.simulation.cluster.Clients;
import dev.trimaran.raft.node.simulation.cluster.Cluster;
import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.NodeFactory;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.RealNodes;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One cluster on which a story is played. */
final class Scenario {

  static final Duration SOON = Duration.ofSeconds(10);

  private static final int SEEDS = 5;

  final Simulation simulation;
  final Cluster cluster;
  final Clients clients;

  private Scenario(Simulation simulation, Options options, NodeFactory factory) {
    this.simulation = simulation;
    this.cluster = new Cluster(simulation, options, factory);
    this.clients = new Clients(cluster);
    cluster.startAll();
  }

  /** Plays a story with a few seeds, each twice. */
  static void play(Options options, Consumer<Scenario> story) {
    play(options, RealNodes.FACTORY, story);
  }

  /** Plays a story on nodes of another kind. */
  static void play(Options options, NodeFactory factory, Consumer<Scenario> story) {
    SeedRunner.run(
        1,
        SEEDS,
        simulation -> {
          Scenario scenario = new Scenario(simulation, options, factory);
          story.accept(scenario);
          scenario.healAll();
          scenario.clients.requireLinearizable(SOON);
        });
  }

  Member leader() {
    return cluster.awaitLeader(SOON);
  }

  List<Member> others(Member... not) {
    List<Member> rest = new ArrayList<>(cluster.members());
    rest.removeAll(List.of(not));
    return rest;
  }

  void isolate(Member member) {
    simulation.network().isolate(member.id());
  }

  void heal() {
    simulation.network().heal();
  }

  void run(Duration time) {
    simulation.run(time);
  }

  /** Awaits a leader other than {@code old}. */
  Member newLeader(Member old) {
    cluster.await(
        "new leader",
        SOON,
        () -> cluster.leader().filter(member -> member != old && established(member)).isPresent());
    return cluster.leader().orElseThrow();
  }

  private static boolean established(Member member) {
    return member.view().committed() == member.view().lastIndex()
        && member.view().lastTerm() == member.view().term();
  }

  /** Writes through a node and waits until it is done. */
  void put(Member member, int times) {
    for (int i = 0; i < times; i++) {
      clients.put(member, "k0", SOON);
    }
  }

  /** Hands writes to a node without waiting; nobody is told how they end. */
  List<CompletableFuture<Answer>> propose(Member member, int times) {
    List<CompletableFuture<Answer>> replies = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long number = clients.nextNumber();
      Command command = new Command.Put("k1", "u" + number);
      long id = clients.recorder().invoke((int) (5000 + number), command);
      var reply = clients.propose(member, id, number, command);
      reply.whenComplete((answer, failure) -> {
        if (answer != null) {
          clients.recorder().ok(id, answer);
        } else {
          clients.recorder().info(id);
        }
      });
      replies.add(reply);
    }
    return replies;
  }

  /** All nodes are up, connected, and of one state. */
  void healAll() {
    heal();
    for (Member member : cluster.members()) {
      simulation.disk(member.id()).settings(cluster.options().disk());
      if (simulation.running(member.id())) {
        simulation.resume(member.id());
      }
      member.start();
    }
    cluster.await("equal state on all nodes", SOON.multipliedBy(3), this::converged);
  }

  boolean converged() {
    Member first = cluster.member(1);
    return cluster.members().stream()
        .allMatch(member ->
            member.up()
                && member.store().digest() == first.store().digest()
                && member.node().applied() == member.view().committed()
                && member.view().committed() == first.view().lastIndex());
  }

  NodeId id(int number) {
    return cluster.member(number).id();
  }
}
