package dev.trimaran.events.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.CommandResult.Written;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.node.EventNode;
import dev.trimaran.raft.node.RaftException;
import dev.trimaran.raft.node.model.WrongDirectoryException;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of the failure catalogue that are about leaders, each as a story of its own. */
class EventStoreFailuresTest {

  private static final String STREAM = "orders-1";

  private final Simulation simulation = new Simulation(1);
  private final EventCluster cluster = new EventCluster(simulation, Set.<PlantedBug>of());

  private static EventCommand append(ExpectedRevision expected, long... ids) {
    List<ProposedEvent> events =
        Arrays.stream(ids)
            .mapToObj(id ->
                new ProposedEvent(
                    new EventId(0, id),
                    "placed",
                    ContentType.BINARY,
                    new byte[0],
                    new byte[0],
                    List.of()))
            .toList();
    return new EventCommand.Append(0, List.of(new StreamAppend(STREAM, expected, events)), null);
  }

  private void await(BooleanSupplier condition) {
    assertThat(simulation.runUntil(condition, Duration.ofSeconds(30))).isTrue();
    assertThat(simulation.failures().all()).isEmpty();
  }

  private CommandResult write(EventNode node, EventCommand command) {
    CompletableFuture<CommandResult> future = node.writer().write(command);
    await(future::isDone);
    return future.join();
  }

  /** A leader of those that are not cut off. */
  private EventNode leader(NodeId... except) {
    await(() -> leading(except) != null);
    EventNode leader = leading(except);
    if (leader == null) {
      throw new AssertionError("nobody leads");
    }
    return leader;
  }

  private @Nullable EventNode leading(NodeId... except) {
    EventNode found = cluster.leader(Set.of(except));
    return found == null || found.raft().view().committed() == 0 ? null : found;
  }

  private static List<Long> ids(EventNode node) {
    return Follower.all(node).stream()
        .map(RecordedEvent::event)
        .map(event -> event.id().least())
        .toList();
  }

  private void converge() {
    cluster.heal();
    await(cluster::settled);
    await(() ->
        cluster.nodes.values().stream().map(EventStoreFailuresTest::ids).distinct().count() == 1);
  }

  /** Row 10: the leader takes an append, is lost before it answers, and the client tries again. */
  @Test
  void anAppendThatTimedOutAndIsSentToTheNewLeaderIsThereOnce() {
    cluster.startAll();
    EventNode old = leader();
    write(old, append(ExpectedRevision.NO_STREAM, 1));
    EventCommand command = append(ExpectedRevision.exactly(0), 2, 3);
    old.writer().write(command);
    long entry = old.raft().view().lastIndex() + 1;
    await(() ->
        cluster.nodes.values().stream()
            .anyMatch(node -> node != old && node.raft().view().durable() >= entry));
    cluster.crash(old.raft().view().self());

    EventNode next = leader();
    CommandResult result = write(next, command);
    assertThat(result)
        .isEqualTo(new Written(List.of(new CommandResult.StreamRevisions(STREAM, 1, 2)), 2, true));
    converge();
    assertThat(ids(next)).containsExactly(1L, 2L, 3L);
  }

  /** Row 21: what a leader without a majority took is never seen, there or elsewhere. */
  @Test
  void theUncommittedTailOfACutOffLeaderIsNeverRead() {
    cluster.startAll();
    EventNode old = leader();
    NodeId cutOff = old.raft().view().self();
    write(old, append(ExpectedRevision.NO_STREAM, 1));
    simulation.network().isolate(cutOff);
    for (long id = 10; id < 20; id++) {
      old.writer().write(append(ExpectedRevision.exactly(0), id));
    }
    EventNode next = leader(cutOff);
    assertThat(write(next, append(ExpectedRevision.exactly(0), 2))).isInstanceOf(Written.class);
    assertThat(old.raft().view().lastIndex()).isGreaterThan(old.raft().view().committed());
    assertThat(ids(old)).containsExactly(1L);
    converge();
    assertThat(ids(old)).containsExactly(1L, 2L);
  }

  /** Row 21: a directory of another cluster is refused. */
  @Test
  void theLogOfAnotherClusterIsRefused() {
    cluster.startAll();
    EventNode leader = leader();
    write(leader, append(ExpectedRevision.ANY, 1));
    EventCluster.IDS.forEach(cluster::crash);
    EventCluster other = new EventCluster(simulation, Set.of(), 8);
    assertThatThrownBy(() -> other.start(EventCluster.IDS.getFirst()))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(WrongDirectoryException.class);
  }

  /** Row 27: a follower that is cut off reads what it has; who asks for the newest waits. */
  @Test
  void aStaleFollowerReadsThePastAndNeverClaimsThatItIsTheLatest() {
    cluster.startAll();
    EventNode leader = leader();
    EventNode stale =
        cluster.nodes.values().stream().filter(node -> node != leader).findFirst().orElseThrow();
    write(leader, append(ExpectedRevision.NO_STREAM, 1));
    await(() -> ids(stale).size() == 1);
    simulation.network().isolate(stale.raft().view().self());
    write(leader, append(ExpectedRevision.exactly(0), 2));

    assertThat(ids(stale)).containsExactly(1L);
    CompletableFuture<Long> latest = stale.raft().readIndex();
    simulation.run(Duration.ofSeconds(6));
    assertThat(latest).isCompletedExceptionally();
    assertThatThrownBy(latest::join).hasCauseInstanceOf(RaftException.class);

    simulation.network().heal();
    CompletableFuture<Long> healed = stale.raft().readIndex();
    await(healed::isDone);
    assertThat(ids(stale)).containsExactly(1L, 2L);
  }

  /** Row 27: after the leader is lost, what it acknowledged is read from the next one. */
  @Test
  void ownWritesAreReadAfterAFailover() {
    cluster.startAll();
    EventNode old = leader();
    write(old, append(ExpectedRevision.NO_STREAM, 1));
    cluster.crash(old.raft().view().self());
    EventNode next = leader();
    CompletableFuture<Long> latest = next.raft().readIndex();
    await(latest::isDone);
    assertThat(ids(next)).containsExactly(1L);
    assertThat(next.reader().state(STREAM).revision()).isZero();
  }

  /** A node that lost its directory has all events again, and its index, from the log of others. */
  @Test
  void aNodeThatLostItsDirectoryComesBackWithEveryEvent() {
    cluster.startAll();
    EventNode leader = leader();
    for (long id = 0; id < 300; id++) {
      write(leader, append(ExpectedRevision.ANY, id));
    }
    NodeId lost =
        cluster.nodes.keySet().stream()
            .filter(id -> !id.equals(leader.raft().view().self()))
            .findFirst()
            .orElseThrow();
    cluster.replace(lost);
    write(leader, append(ExpectedRevision.exactly(299), 300));
    converge();
    EventNode again = Objects.requireNonNull(cluster.nodes.get(lost));
    assertThat(ids(again)).hasSize(301).isEqualTo(ids(leader));
    assertThat(again.reader().state(STREAM).revision()).isEqualTo(300);
  }

  /** Row 19: a node whose disk does not force what it wrote stops, and answers no more. */
  @Test
  void aNodeThatCannotForceItsLogStops() {
    cluster.startAll();
    EventNode old = leader();
    NodeId id = old.raft().view().self();
    write(old, append(ExpectedRevision.NO_STREAM, 1));
    simulation.disk(id).settings(DiskSettings.HEALTHY.withFailures(0, 1));
    EventCommand command = append(ExpectedRevision.exactly(0), 2);
    CompletableFuture<CommandResult> future = old.writer().write(command);
    await(() -> old.raft().stopped().isDone());
    assertThat(old.raft().stopped()).isCompletedExceptionally();
    assertThat(future).isCompletedExceptionally();
    assertThatThrownBy(() -> old.reader().awaitBeyond(100, Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stopped");
    EventNode next = leader(id);
    assertThat(write(next, command)).isInstanceOf(Written.class);
    converge();
    assertThat(ids(next)).containsExactly(1L, 2L);
  }
}
