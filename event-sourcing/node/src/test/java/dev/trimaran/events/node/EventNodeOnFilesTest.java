package dev.trimaran.events.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.io.net.NetworkLimits;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.raft.node.RaftNodeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Row 23: the largest and the smallest events, on real files and sockets. */
@Timeout(120)
class EventNodeOnFilesTest {

  private static final int LARGEST = EventLimits.DEFAULTS.eventBytes();

  /** A frame holds one of the largest events, not two. */
  private static final NetworkLimits NETWORK = NetworkLimits.DEFAULT.withSizes(20 << 20, 64 << 20);

  @TempDir private Path directory;

  private record Running(RealWorld real, RaftGroups groups, EventNode node)
      implements AutoCloseable {
    @Override
    public void close() {
      groups.close();
      node.close();
      real.close();
    }
  }

  private Running start(NodeId id, Set<NodeId> voters, Map<NodeId, InetSocketAddress> known)
      throws IOException {
    InetSocketAddress listen =
        known.getOrDefault(id, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Map<NodeId, InetSocketAddress> peers = new TreeMap<>(known);
    peers.remove(id);
    Path own = directory.resolve("n" + id);
    RealWorld real = RealWorld.open(new RealWorldConfig(id, 9, own, listen, peers, NETWORK));
    known.put(id, real.address());
    RaftGroups groups = RaftGroups.open(real.world());
    EventNodeConfig config = EventNodeConfig.of(RaftNodeConfig.of(id, 9, voters));
    return new Running(real, groups, EventNode.start(groups, real.world(), config));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static ProposedEvent event(long id, int bytes) {
    byte[] data = new byte[bytes];
    if (bytes > 0) {
      data[bytes - 1] = (byte) id;
    }
    return new ProposedEvent(
        new EventId(0, id), "happened", ContentType.BINARY, data, new byte[0], List.of());
  }

  private static EventCommand append(String stream, List<ProposedEvent> events) {
    return new EventCommand.Append(
        0, List.of(new StreamAppend(stream, ExpectedRevision.ANY, events)), null);
  }

  @Test
  void theLargestEventsGoThroughAFollower() throws IOException {
    NodeId one = new NodeId(1);
    NodeId two = new NodeId(2);
    Set<NodeId> voters = Set.of(one, two);
    Map<NodeId, InetSocketAddress> known = new TreeMap<>();
    try (Running first = start(one, voters, known);
        Running second = start(two, voters, known)) {
      first.real().peer(two, second.real().address());
      List<EventNode> nodes = List.of(first.node(), second.node());
      await(() -> nodes.stream().anyMatch(node -> node.raft().view().role() == Role.LEADER));
      EventNode follower =
          nodes.getFirst().raft().view().role() == Role.LEADER ? nodes.getLast() : nodes.getFirst();
      List<CompletableFuture<CommandResult>> all = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        all.add(follower.writer().write(append("large-" + i, List.of(event(i, LARGEST)))));
      }
      all.forEach(future -> assertThat(future.join()).isInstanceOf(CommandResult.Written.class));
      List<RecordedEvent> page =
          follower.reader().readAll(0, Direction.FORWARDS, 10, 1 << 20).events();
      assertThat(page).as("one, however large").hasSize(1);
      assertThat(page.getFirst().event().data()).hasSize(LARGEST);
    }
  }

  @Test
  void moreThanTheLargestIsRefusedAndTheSmallestComeByTheHundredThousand() throws IOException {
    NodeId one = new NodeId(1);
    int many = EventLimits.DEFAULTS.appendEvents();
    try (Running running = start(one, Set.of(one), new TreeMap<>())) {
      EventNode node = running.node();
      assertThatThrownBy(() -> node.writer().write(append("a-1", List.of(event(1, LARGEST + 1)))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("eventBytes allows " + LARGEST);
      List<ProposedEvent> events = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        events.add(event(i, 0));
      }
      EventCommand command = append("a-1", events);
      assertThat(node.writer().write(command).join()).isInstanceOf(CommandResult.Written.class);
      CommandResult again = node.writer().write(command).join();
      assertThat(((CommandResult.Written) again).repeated()).isTrue();
      assertThat(node.reader().nextPosition()).isEqualTo(many);
      events.add(event(many, 0));
      assertThatThrownBy(() -> node.writer().write(append("a-1", events)))
          .hasMessageContaining("appendEvents allows " + many);
    }
    try (Running again = start(one, Set.of(one), new TreeMap<>())) {
      await(() -> again.node().reader().nextPosition() == many);
      assertThat(again.node().reader().state("a-1").revision()).isEqualTo(many - 1);
    }
  }
}
