package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.base.NodeId;
import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.store.Commands;
import dev.trimaran.raft.node.simulation.store.Store;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One node: its present life if it has one, and its supervisor, which starts it again. */
public final class Member {

  private final Cluster cluster;
  private final NodeId id;
  private final Configuration configuration;
  private final NodeFactory factory;
  private @Nullable RaftNode node;
  private @Nullable Store store;
  private Invariant.@Nullable Broken unexpected;
  private boolean supervised = true;
  private int life;

  Member(Cluster cluster, NodeId id, Configuration configuration, NodeFactory factory) {
    this.cluster = cluster;
    this.id = id;
    this.configuration = configuration;
    this.factory = factory;
  }

  public NodeId id() {
    return id;
  }

  public boolean up() {
    return node != null;
  }

  /** Whether the supervisor starts the node again when a fault of its disk stopped it. */
  public void supervised(boolean now) {
    supervised = now;
  }

  /** The running node. */
  public RaftNode node() {
    return Objects.requireNonNull(node, "the node is down");
  }

  /** Its machine. */
  public Store store() {
    return Objects.requireNonNull(store, "the node is down");
  }

  public View view() {
    return node().view();
  }

  /** What stopped the node though nothing was broken on purpose, or null. */
  Invariant.@Nullable Broken unexpected() {
    return unexpected;
  }

  /** Starts it, unless it runs. */
  public void start() {
    if (node != null) {
      return;
    }
    int mine = ++life;
    Options options = cluster.options();
    Store machine =
        new Store(
            options.snapshotChunk(),
            (index, command, digest, answer) -> {
              cluster.hindsight().applied(command, answer);
              cluster.witness().applied(id, index, command, digest);
            });
    try {
      RaftNode started =
          factory.start(
              new NodeFactory.Start(
                  id, simulation().world(id), configuration, options, machine, cluster.witness()));
      store = machine;
      node = started;
      started
          .stopped()
          .whenComplete((nothing, failure) -> {
            if (failure != null && mine == life) {
              stopped(failure);
            }
          });
    } catch (IOException e) {
      stopped(e);
    }
  }

  /** Ends it as a power failure would. */
  public void crash() {
    life++;
    node = null;
    store = null;
    simulation().crash(id);
  }

  /** Crashes it, and starts it again later. */
  public void crashFor(Duration time) {
    crash();
    int mine = life;
    simulation()
        .at(
            time,
            () -> {
              if (mine == life && supervised) {
                start();
              }
            });
  }

  /** Proposes a command under a number that no other has. */
  public CompletableFuture<Answer> propose(long number, Command command) {
    return node()
        .propose(Commands.encode(number, command))
        .thenApply(result -> ((Store.StoreResult) result).answer());
  }

  /** Reads linearizably from this node. */
  public CompletableFuture<Answer> get(String key) {
    Store machine = store();
    return node().readIndex().thenApply(index -> machine.get(key));
  }

  private void stopped(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!faulty() || !isEnvironment(cause)) {
      unexpected =
          cause instanceof Invariant.Broken broken
              ? broken
              : new Invariant.Broken("the node's own checks", id + " stopped: " + cause);
      if (unexpected != cause && cause != null) {
        unexpected.initCause(cause);
      }
      return;
    }
    cluster.sightings().saw(Sighting.STOPPED_BY_FAULT);
    int mine = life;
    simulation()
        .at(
            Duration.ofMillis(100),
            () -> {
              if (mine == life) {
                crashFor(Duration.ofMillis(200));
              }
            });
  }

  private boolean faulty() {
    var faults = cluster.options().faults();
    return faults.contains(Fault.SYNC_FAILURE) || faults.contains(Fault.DISK_FULL);
  }

  private static boolean isEnvironment(@Nullable Throwable cause) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof IOException) {
        return !(one instanceof DamagedFileException); // nothing rots here: lost is not damaged
      }
    }
    return false;
  }

  private Simulation simulation() {
    return cluster.simulation();
  }
}
