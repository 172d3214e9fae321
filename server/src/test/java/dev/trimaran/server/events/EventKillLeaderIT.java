package dev.trimaran.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.client.streams.ReadResp;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Leaders are killed while events are appended and followed: every acknowledged event is in {@code
 * $all} once, on every node, and a follower that reconnects is told all of it in order.
 */
class EventKillLeaderIT {

  private static final int WRITERS = 4;
  private static final int KILLS = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private volatile boolean over;
  private volatile boolean followedAll;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<ReadResp.ReadEvent> followed = new ConcurrentLinkedQueue<>();

  @Test
  void whatWasAcknowledgedIsThereOnceAndInOrder() throws Exception {
    CompletableFuture<Void> follower;
    try (EventProcesses cluster = EventProcesses.start(3)) {
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String stream = "writer-" + i;
        writers.add(running(() -> write(cluster, stream)));
      }
      follower = running(() -> follow(cluster));
      for (int i = 0; i < KILLS; i++) {
        LockSupport.parkNanos(BETWEEN.toNanos());
        int leader = cluster.leader();
        int before = acknowledged.size();
        cluster.kill(leader);
        awaitMoreThan(before + WRITERS);
        cluster.launch(leader);
        cluster.awaitReady(leader);
      }
      over = true;
      for (CompletableFuture<Void> writer : writers) {
        writer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
      System.out.println(
          "acknowledged " + acknowledged.size() + " events, leaders killed " + KILLS);
      assertThat(acknowledged).hasSizeGreaterThan(KILLS * WRITERS);
      List<String> first = everything(cluster, 0);
      for (int node = 1; node < cluster.nodes(); node++) {
        assertThat(everything(cluster, node)).isEqualTo(first);
      }
      awaitFollowed(first.size());
      assertThat(followed.stream().map(e -> e.getEvent().getData().toStringUtf8()).toList())
          .isEqualTo(first);
      followedAll = true;
      assertThat(cluster.obituary()).isEmpty();
    }
    follower.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aWipedNodeComesBackWithAllEvents() throws Exception {
    try (EventProcesses cluster = EventProcesses.start(3)) {
      String stream = "before-and-after";
      int leader = cluster.leader();
      int wiped = (leader + 1) % cluster.nodes();
      try (EventClient client = new EventClient(cluster.port(leader))) {
        appendSome(client, stream);
        cluster.kill(wiped);
        cluster.wipe(wiped);
        appendSome(client, stream);
        cluster.launch(wiped, "--initial-cluster-state", "rejoin");
        cluster.awaitReady(wiped);
        appendSome(client, stream);
      }
      assertThat(everything(cluster, wiped)).hasSize(acknowledged.size());
      assertThat(everything(cluster, leader)).isEqualTo(everything(cluster, wiped));
      // The flag may stay: it means nothing once the node is what it was.
      cluster.kill(wiped);
      cluster.launch(wiped, "--initial-cluster-state", "rejoin");
      assertThat(everything(cluster, wiped)).hasSize(acknowledged.size());
    }
  }

  private void appendSome(EventClient client, String stream) {
    for (int i = 0; i < 50; i++) {
      String id = UUID.randomUUID().toString();
      assertThat(client.append(stream, id).hasSuccess()).isTrue();
      acknowledged.add(id);
    }
  }

  private static CompletableFuture<Void> running(Runnable work) {
    return CompletableFuture.runAsync(work, task -> Thread.ofVirtual().start(task));
  }

  /** Appends one event after another; one whose fate is not known is sent again, with its id. */
  private void write(EventProcesses cluster, String stream) {
    int node = stream.hashCode() & 1;
    EventClient client = new EventClient(cluster.port(node));
    try {
      while (!over) {
        String id = UUID.randomUUID().toString();
        while (!appended(client, stream, id)) {
          client.close();
          node = (node + 1) % cluster.nodes();
          client = new EventClient(cluster.port(node));
        }
        acknowledged.add(id);
      }
    } finally {
      client.close();
    }
  }

  private static boolean appended(EventClient client, String stream, String id) {
    try {
      return client.append(stream, id).hasSuccess();
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(StatusRuntimeException.class);
      return false;
    }
  }

  /** Follows {@code $all} from wherever it can, going on after what it was told. */
  private void follow(EventProcesses cluster) {
    long last = -1;
    int node = 0;
    while (!followedAll) {
      try (EventClient client = new EventClient(cluster.port(node))) {
        Iterator<ReadResp> events = last < 0 ? client.readAll(true) : client.follow(last);
        while (!followedAll && events.hasNext()) {
          ReadResp response = events.next();
          if (response.hasEvent()) {
            followed.add(response.getEvent());
            last = response.getEvent().getCommitPosition();
          }
        }
      } catch (StatusRuntimeException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        node = (node + 1) % cluster.nodes();
      }
    }
  }

  private void awaitMoreThan(int acknowledgements) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (acknowledged.size() <= acknowledgements) {
      assertThat(System.nanoTime()).as("appends go on").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void awaitFollowed(int events) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (followed.size() < events) {
      assertThat(System.nanoTime()).as("followed " + followed.size()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** The data of all events on a node, checked: positions and revisions without gap, none twice. */
  private List<String> everything(EventProcesses cluster, int node) throws Exception {
    cluster.awaitReady(node);
    List<String> data = new ArrayList<>();
    Map<String, Long> revisions = new HashMap<>();
    try (EventClient client = new EventClient(cluster.port(node))) {
      Iterator<ReadResp> events = client.readAll(false);
      while (events.hasNext()) {
        ReadResp response = events.next();
        if (!response.hasEvent()) {
          continue;
        }
        ReadResp.ReadEvent event = response.getEvent();
        String stream = event.getEvent().getStreamIdentifier().getStreamName().toStringUtf8();
        assertThat(event.getCommitPosition()).isEqualTo(data.size());
        assertThat(event.getEvent().getStreamRevision())
            .isEqualTo(revisions.merge(stream, 1L, Long::sum) - 1);
        data.add(event.getEvent().getData().toStringUtf8());
      }
    }
    assertThat(new HashSet<>(data)).as("events of node " + node).hasSize(data.size());
    assertThat(new HashSet<>(data).containsAll(acknowledged)).isTrue();
    return data;
  }
}
