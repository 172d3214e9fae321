package dev.trimaran.events.node.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.events.core.index.Hashes;
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
import dev.trimaran.events.core.stream.SipHash;
import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.EventNodeConfig;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventReader.AllPage;
import dev.trimaran.events.node.storage.IndexConfig;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.wal.WalConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One node on real files, with real threads. */
@Timeout(120)
final class ReaderOnFilesTest {

  private static final NodeId NODE = new NodeId(1);
  private static final EventLimits LIMITS =
      new EventLimits(1 << 20, 2 << 20, 1000, 64 << 10, 8, 1000);

  @TempDir private Path directory;

  private record Running(RealWorld real, RaftGroups groups, EventNode node)
      implements AutoCloseable {
    EventReader reader() {
      return node.reader();
    }

    CommandResult append(String stream, long id, int count) {
      List<ProposedEvent> events = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        events.add(
            new ProposedEvent(
                new EventId(id, i),
                "happened",
                ContentType.JSON,
                ("{\"n\":" + i + "}").getBytes(UTF_8),
                new byte[0],
                List.of("id:" + id)));
      }
      return node.writer()
          .write(
              new EventCommand.Append(
                  id, List.of(new StreamAppend(stream, ExpectedRevision.ANY, events)), null))
          .join();
    }

    @Override
    public void close() {
      node.close();
      groups.close();
      real.close();
    }
  }

  private Running start(long recentBytes) throws IOException {
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    RealWorld real = RealWorld.open(new RealWorldConfig(NODE, 9, directory, listen, Map.of()));
    RaftGroups groups = RaftGroups.open(real.world());
    RaftNodeConfig raft =
        RaftNodeConfig.of(NODE, 9, Set.of(NODE))
            .withGroup(EventNodeConfig.GROUP)
            .withRetention(Retention.KEEP)
            .withSnapshots(new SnapshotPolicy(400, Long.MAX_VALUE, 0))
            .withWal(new WalConfig(8 << 20, 1 << 20, 1, 0))
            .withLimits(
                new NodeLimits(
                    4 << 20,
                    1000,
                    1000,
                    5000,
                    5000,
                    4096,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(2)));
    IndexConfig index = new IndexConfig(3, 256, 1 << 16, 4, recentBytes, Hashes::stream);
    EventNode node =
        EventNode.start(
            groups, real.world(), new EventNodeConfig(raft, LIMITS, new SipHash(1, 2), index));
    return new Running(real, groups, node);
  }

  /** Row 22 of the failure catalogue. */
  @Test
  void namesOfEveryKindAreStreamsOfTheirOwn() throws IOException {
    List<String> names =
        List.of(
            "order-1",
            "Order-1",
            "ORDER-1",
            "käse",
            "ka\u0308se",
            "注文-1",
            "\uD83D\uDE80",
            "a@b",
            "1@order-1",
            "$private",
            " ",
            "a/b?c#d",
            "n".repeat(64 << 10),
            "n".repeat((64 << 10) - 1));
    try (Running running = start(0)) {
      for (int i = 0; i < names.size(); i++) {
        running.append(names.get(i), i, i + 1);
      }
      verifyNames(running, names);
    }
    try (Running running = start(1 << 20)) {
      running.reader();
      awaitEvents(running, names.size() * (names.size() + 1L) / 2);
      verifyNames(running, names);
    }
  }

  private static void verifyNames(Running running, List<String> names) throws IOException {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      List<RecordedEvent> events =
          running.reader().readStream(name, 0, Direction.FORWARDS, 100, 1 << 20).events();
      assertThat(events).hasSize(i + 1);
      for (RecordedEvent event : events) {
        assertThat(event.stream().equals(name)).isTrue();
        assertThat(event.event().id().most()).isEqualTo(i);
      }
      assertThat(running.reader().event(name, i)).isNotNull();
      assertThat(running.reader().event(name, i + 1)).isNull();
    }
  }

  private static void awaitEvents(Running running, long count) throws IOException {
    try {
      assertThat(running.reader().awaitBeyond(count - 1, Duration.ofSeconds(60))).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Row 2, the reader's side: whoever waits at the end sees each event once, in order. */
  @ParameterizedTest
  @ValueSource(longs = {0, 4096, 64 << 20})
  void thoseWhoFollowSeeEachEventOnce(long recentBytes) throws Exception {
    int writers = 4;
    int appends = 300;
    long expected = (long) writers * appends * 2;
    try (Running running = start(recentBytes);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> followers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int page = 1 + i * 50;
        followers.add(threads.submit(() -> follow(running.reader(), expected, page)));
      }
      List<CompletableFuture<Void>> writing = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        writing.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int n = 0; n < appends; n++) {
                    running.append("stream-" + writer, (long) writer * appends + n, 2);
                  }
                },
                threads));
      }
      for (CompletableFuture<Void> one : writing) {
        one.get();
      }
      for (Future<Long> follower : followers) {
        assertThat(follower.get()).isEqualTo(expected);
      }
    }
  }

  private static long follow(EventReader reader, long expected, int page) throws Exception {
    long next = 0;
    while (next < expected) {
      if (!reader.awaitBeyond(next, Duration.ofSeconds(60))) {
        return next;
      }
      AllPage read = reader.readAll(next, Direction.FORWARDS, page, 1 << 16);
      for (RecordedEvent event : read.events()) {
        if (event.position() != next++) {
          return -1;
        }
      }
    }
    return next;
  }

  /** Row 20: the node starts without a part of its index, and has all of it again. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "one is missing", "all are missing", "one is torn"})
  void anIndexIsMadeAgainFromTheLog(String damage) throws Exception {
    int appends = 1000;
    try (Running running = start(0)) {
      for (int i = 0; i < appends; i++) {
        running.append("stream-" + i % 10, i, 2);
      }
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory)) {
      files = found.filter(file -> file.toString().endsWith(".idx")).sorted().toList();
    }
    // The log's own files have the same ending.
    files = files.stream().filter(file -> file.toString().contains("events/index/")).toList();
    assertThat(files).hasSizeGreaterThan(3);
    switch (damage) {
      case "none" -> {}
      case "one is missing" -> Files.delete(files.get(1));
      case "all are missing" -> {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      default -> Files.write(files.get(2), new byte[] {1, 2, 3});
    }
    try (Running running = start(0)) {
      awaitEvents(running, appends * 2L);
      assertThat(follow(running.reader(), appends * 2L, 77)).isEqualTo(appends * 2L);
      for (int i = 0; i < 10; i++) {
        assertThat(
                running
                    .reader()
                    .readStream("stream-" + i, 0, Direction.FORWARDS, 1000, 1 << 20)
                    .events())
            .hasSize(appends / 5);
      }
      running.append("stream-0", appends, 1);
      assertThat(running.reader().nextPosition()).isEqualTo(appends * 2L + 1);
    }
  }
}
