package dev.trimaran.server.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantResponse;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.ResponseHeader;
import dev.trimaran.raft.client.etcd.WatchResponse;
import dev.trimaran.server.cluster.RunningCluster;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Sends the same operations to two servers and compares what they say. */
final class Comparison implements AutoCloseable {

  private static final int TAIL = 40;
  private static final long SETTLE_SECONDS = 15;

  private final Object lock = new Object();
  private final Target first;
  private final Target second;
  private final String names;
  private final Known known = new Known();
  private final Deque<String> tail = new ArrayDeque<>();
  private long seed;
  private int controlsDue;
  private int controlsLearned;

  Comparison(RunningCluster first, RunningCluster second) {
    this.first = new Target(first.endpoints(), lock);
    this.second = new Target(second.endpoints(), lock);
    this.names = first.name() + " (first) and " + second.name() + " (second)";
  }

  /** Runs random operations, then compares the whole state. */
  void run(long withSeed, int operations) {
    seed = withSeed;
    Generator generator = new Generator(withSeed, known, first.nodes() == 1);
    for (int i = 0; i < operations; i++) {
      step(generator.next(), generator.node());
    }
    step(new Operation.Settle(false), 0);
    ByteString zero = ByteString.copyFrom(new byte[1]);
    var everything = RangeRequest.newBuilder().setKey(zero).setRangeEnd(zero).build();
    step(new Operation.Unary(Rpc.RANGE, everything), 0);
  }

  /** One operation at one node. */
  void step(Operation operation, int node) {
    tail.add(operation.toString());
    while (tail.size() > TAIL) {
      tail.removeFirst();
    }
    switch (operation) {
      case Operation.Unary(Rpc rpc, Message request) -> {
        var asked = first.call(rpc, request, node);
        Reply reply = agreed(asked, second.call(rpc, request, node));
        learn(request, reply);
      }
      case Operation.KeepAlive(long lease) ->
          agreed(first.keepAlive(lease, node), second.keepAlive(lease, node));
      case Operation.Watch(var request, int replies) -> {
        first.watch(request);
        second.watch(request);
        controlsDue += replies;
        settle(0);
      }
      case Operation.NewWatchStream() -> {
        settle(0);
        first.newWatchStream();
        second.newWatchStream();
        controlsDue = 0;
        controlsLearned = 0;
        known.watches.clear();
      }
      case Operation.Settle(boolean caughtUp) -> settle(caughtUp ? known.revision : 0);
    }
  }

  private Reply agreed(CompletableFuture<Reply> one, CompletableFuture<Reply> other) {
    Reply a = one.join();
    Reply b = other.join();
    boolean lost =
        a instanceof Reply.Failed(Status.Code code, String text)
            && code == Status.Code.UNAVAILABLE
            && !text.startsWith("etcdserver");
    if (lost || !Normal.same(a, b)) {
      throw new Difference(names, seed, List.copyOf(tail), a.toString(), b.toString());
    }
    String said = a.toString();
    tail.add("    -> " + (said.length() > 200 ? said.substring(0, 200) + "..." : said));
    return a;
  }

  private void learn(Message request, Reply reply) {
    if (!(reply instanceof Reply.Ok(Message message))) {
      return;
    }
    var field = message.getDescriptorForType().findFieldByName("header");
    if (field != null && message.getField(field) instanceof ResponseHeader header) {
      known.revision = Math.max(known.revision, header.getRevision());
    }
    switch (request) {
      case CompactionRequest compaction ->
          known.compacted = Math.max(known.compacted, compaction.getRevision());
      case LeaseGrantRequest grant -> {
        known.leases.add(((LeaseGrantResponse) message).getID());
        if (grant.getID() == 0) {
          known.chosenLeases++;
        }
      }
      case LeaseRevokeRequest revoke -> known.leases.remove(revoke.getID());
      default -> {}
    }
  }

  /**
   * Waits until both watch streams have told the same, and all that is due.
   *
   * @param revision that the newest watch must have told, 0 for none
   */
  private void settle(long revision) {
    await(() ->
        first.log().controlCount() >= controlsDue
            && (revision == 0 || first.log().newestHasReached(revision)));
    learnControls();
  }

  /** Waits until both watch streams have told the same, and this many events. */
  void awaitEvents(int count) {
    await(() -> first.log().eventCount() >= count);
  }

  private void await(BooleanSupplier enough) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
    synchronized (lock) {
      while (!enough.getAsBoolean() || !first.log().told().equals(second.log().told())) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw watchDifference();
        }
        try {
          lock.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void learnControls() {
    synchronized (lock) {
      List<WatchResponse> controls = first.log().controlReplies();
      for (WatchResponse control : controls.subList(controlsLearned, controls.size())) {
        if (control.getCanceled()) {
          known.watches.remove(control.getWatchId());
        } else if (control.getCreated()) {
          known.watches.add(control.getWatchId());
        }
      }
      controlsLearned = controls.size();
    }
  }

  private Difference watchDifference() {
    WatchLog.Told a = first.log().told();
    WatchLog.Told b = second.log().told();
    String due = " (" + controlsDue + " control replies were due) ";
    return new Difference(
        names + due, seed, List.copyOf(tail), unlike(a, b).toString(), unlike(b, a).toString());
  }

  /** What {@code of} tells and {@code than} does not, and where. */
  private static Map<String, List<String>> unlike(WatchLog.Told of, WatchLog.Told than) {
    Map<String, List<String>> shown = new TreeMap<>();
    List<String> controls = from(of.controls(), than.controls());
    shown.put("controls", controls.isEmpty() ? of.controls() : controls);
    var ids = new TreeSet<>(of.events().keySet());
    ids.addAll(than.events().keySet());
    for (long id : ids) {
      List<String> ours = of.events().getOrDefault(id, List.of());
      List<String> theirs = than.events().getOrDefault(id, List.of());
      if (!ours.equals(theirs)) {
        shown.put("watch " + id, from(ours, theirs));
      }
    }
    return shown;
  }

  private static List<String> from(List<String> ours, List<String> theirs) {
    int same = 0;
    while (same < Math.min(ours.size(), theirs.size()) && ours.get(same).equals(theirs.get(same))) {
      same++;
    }
    return ours.subList(same, Math.min(ours.size(), same + 5));
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
