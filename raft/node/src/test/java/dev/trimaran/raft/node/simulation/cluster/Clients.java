package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.HistoryRecorder;
import dev.trimaran.chaos.linearizability.Budget;
import dev.trimaran.chaos.linearizability.LinearizabilityChecker;
import dev.trimaran.chaos.linearizability.Verdict;
import dev.trimaran.chaos.specification.KeyValueSpecification;
import dev.trimaran.raft.node.simulation.model.Invariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** All clients of a run, and the history they record. */
public final class Clients {

  private static final int AUDITOR = 999;

  private final Cluster cluster;
  private final HistoryRecorder recorder;
  private final Hindsight hindsight;
  private final List<Client> clients = new ArrayList<>();
  private long numbers;

  public Clients(Cluster cluster) {
    this.cluster = cluster;
    this.recorder = new HistoryRecorder(cluster.simulation()::nowNanos);
    this.hindsight = cluster.hindsight();
    for (int i = 0; i < cluster.options().clients(); i++) {
      clients.add(new Client(cluster, this, i));
    }
  }

  public void start() {
    clients.forEach(Client::start);
  }

  public void stop() {
    clients.forEach(Client::stop);
  }

  /** A number for a command, that no other has. */
  public long nextNumber() {
    return ++numbers;
  }

  /** Proposes a command under a number of its own, as operation {@code id} of the history. */
  public CompletableFuture<Answer> propose(Member member, long id, long number, Command command) {
    hindsight.proposed(id, number);
    return member.propose(number, command);
  }

  /** Writes through one node until it is done; other outcomes are tried again. */
  public void put(Member member, String key, Duration limit) {
    Command command = new Command.Put(key, "w" + nextNumber());
    patiently(member, command, "progress of a write through " + member.id(), limit);
  }

  /** Writes through all of these at once, until one of them is done. */
  public void putThroughAny(List<Member> members, String key, Duration limit) {
    CompletableFuture<Answer> done = new CompletableFuture<>();
    members.forEach(member -> persist(member, key, done));
    cluster.await("progress of a write through any of a majority", limit, done::isDone);
  }

  private void persist(Member member, String key, CompletableFuture<Answer> done) {
    Runnable again = () -> persist(member, key, done);
    if (!member.up()) {
      cluster.simulation().at(Duration.ofMillis(20), again);
      return;
    }
    long number = nextNumber();
    Command command = new Command.Put(key, "w" + number);
    long id = recorder.invoke(AUDITOR + (int) member.id().value(), command);
    propose(member, id, number, command)
        .whenComplete((answer, failure) -> {
          if (answer != null) {
            recorder.ok(id, answer);
            done.complete(answer);
            return;
          }
          recorder.info(id);
          if (!done.isDone()) {
            cluster.simulation().at(Duration.ofMillis(20), again);
          }
        });
  }

  /** Reads through one node until it is answered. */
  public Answer get(Member member, String key, Duration limit) {
    String what = "answer to a read through " + member.id();
    return patiently(member, new Command.Get(key), what, limit);
  }

  private Answer patiently(Member member, Command command, String what, Duration limit) {
    long deadline = cluster.simulation().nowNanos() + limit.toNanos();
    while (true) {
      cluster.await(what, left(deadline), member::up);
      long id = recorder.invoke(AUDITOR, command);
      CompletableFuture<Answer> reply =
          command.readOnly()
              ? member.get(command.key())
              : propose(member, id, nextNumber(), command);
      cluster.await(what, left(deadline), () -> reply.isDone() || !member.up());
      if (reply.isDone() && !reply.isCompletedExceptionally()) {
        recorder.ok(id, reply.join());
        return reply.join();
      }
      recorder.info(id);
      cluster.simulation().run(Duration.ofMillis(20));
    }
  }

  private Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - cluster.simulation().nowNanos()));
  }

  /** Reads every key through every node that is up, then judges the whole history. */
  public void requireLinearizable(Duration limit) {
    for (int key = 0; key < cluster.options().keys(); key++) {
      for (Member member : cluster.members()) {
        if (member.up()) {
          get(member, "k" + key, limit);
        }
      }
    }
    Verdict verdict =
        new LinearizabilityChecker<>(new KeyValueSpecification(), Budget.DEFAULT)
            .check(hindsight.settle(recorder.history()));
    if (!verdict.green()) {
      throw new Invariant.Broken("linearizable", verdict.toString());
    }
  }

  /** What happened. */
  public HistoryRecorder recorder() {
    return recorder;
  }
}
