package dev.trimaran.server.differential;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseLeasesRequest;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveRequest;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.WatchCancelRequest;
import dev.trimaran.raft.client.etcd.WatchCreateRequest;
import dev.trimaran.raft.client.etcd.WatchProgressRequest;
import dev.trimaran.raft.client.etcd.WatchRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** An endless sequence of operations from one seed. */
final class Generator {

  private static final long LARGEST_TTL = 9_000_000_000L;
  private static final long UNKNOWN_WATCH = 99;

  private final Dice dice;
  private final Known known;
  private final KvRequests kv;
  private final Deque<Operation> planned = new ArrayDeque<>();

  Generator(long seed, Known known, boolean serializable) {
    this.dice = new Dice(seed);
    this.known = known;
    this.kv = new KvRequests(dice, known, serializable);
  }

  Operation next() {
    if (planned.isEmpty()) {
      plan(dice.below(100));
    }
    return planned.removeFirst();
  }

  /** The node that is asked next, modulo the number of nodes. */
  int node() {
    return dice.below(1 << 10);
  }

  private void plan(int choice) {
    if (choice < 25) {
      unary(Rpc.RANGE, kv.range());
    } else if (choice < 50) {
      unary(Rpc.PUT, kv.put());
    } else if (choice < 57) {
      unary(Rpc.DELETE_RANGE, kv.deleteRange());
    } else if (choice < 73) {
      unary(Rpc.TXN, kv.txn());
    } else if (choice < 76) {
      // A watcher that has not caught up when its past is compacted is a matter of chance.
      planned.add(new Operation.Settle(false));
      unary(Rpc.COMPACT, kv.compact());
    } else if (choice < 88) {
      lease();
    } else if (choice < 97) {
      watch();
    } else {
      planned.add(choice < 99 ? new Operation.Settle(false) : new Operation.NewWatchStream());
    }
  }

  private void unary(Rpc rpc, com.google.protobuf.Message request) {
    planned.add(new Operation.Unary(rpc, request));
  }

  private void lease() {
    long id = dice.percent(80) ? dice.of(known.leases, 777) : dice.between(-1, 12);
    switch (dice.below(10)) {
      case 0, 1, 2, 3 -> grant();
      case 4, 5 -> unary(Rpc.LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(id).build());
      case 6 -> planned.add(new Operation.KeepAlive(id));
      case 7, 8 -> timeToLive(id);
      default -> unary(Rpc.LEASE_LEASES, LeaseLeasesRequest.getDefaultInstance());
    }
  }

  private void timeToLive(long id) {
    unary(
        Rpc.LEASE_TIME_TO_LIVE,
        LeaseTimeToLiveRequest.newBuilder().setID(id).setKeys(dice.percent(60)).build());
  }

  private void grant() {
    long id = dice.percent(30) ? 0 : dice.between(-2, 12);
    long ttl =
        switch (dice.below(12)) {
          case 0 -> dice.of(List.of(LARGEST_TTL, LARGEST_TTL + 1, Long.MAX_VALUE));
          case 1 -> dice.between(-1, 2);
          // Far apart, so that their order by remaining time is certain.
          default -> 1_000 * dice.between(1, 500);
        };
    unary(Rpc.LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(id).setTTL(ttl).build());
    if (ttl <= 2) {
      // A lease that would expire in the course of the test goes at once.
      long granted = id == 0 ? LeaseNames.FIRST + known.chosenLeases : id;
      unary(Rpc.LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(granted).build());
    }
  }

  private void watch() {
    switch (dice.below(10)) {
      case 0, 1, 2 -> {
        boolean open = dice.percent(85) && !known.watches.isEmpty();
        long id = open ? dice.of(known.watches, 0) : UNKNOWN_WATCH;
        var cancel = WatchCancelRequest.newBuilder().setWatchId(id);
        planned.add(
            new Operation.Watch(
                WatchRequest.newBuilder().setCancelRequest(cancel).build(),
                known.watches.contains(id) ? 1 : 0));
      }
      case 3 -> {
        var progress = WatchProgressRequest.getDefaultInstance();
        planned.add(
            new Operation.Watch(WatchRequest.newBuilder().setProgressRequest(progress).build(), 1));
      }
      default -> watchCreate();
    }
  }

  private void watchCreate() {
    ByteString key = dice.key();
    WatchCreateRequest.Builder create = WatchCreateRequest.newBuilder().setKey(key);
    create.setRangeEnd(dice.rangeEnd(key));
    create.setPrevKv(dice.percent(40)).setFragment(dice.percent(20));
    create.setProgressNotify(dice.percent(20));
    if (dice.percent(15)) {
      create.addFiltersValue(dice.below(2));
    }
    int replies = 1;
    if (dice.percent(45)) {
      long start = dice.revision(known);
      // A negative start before any compaction: what is told first is a matter of chance.
      start = known.compacted <= 0 ? Math.max(0, start) : start;
      // Of the compacted revision itself etcd 3.4 tells what was put, but not what was deleted.
      create.setStartRevision(start == known.compacted ? start + 1 : start);
    }
    boolean compacted =
        create.getStartRevision() != 0 && create.getStartRevision() < known.compacted;
    if (compacted) {
      // Created first, then canceled: sure of both only when nothing else is wrong.
      create.setKey(ByteString.copyFromUtf8("a")).clearRangeEnd();
      replies = 2;
    } else if (dice.percent(30)) {
      create.setWatchId(dice.percent(50) ? dice.of(known.watches, 5) : dice.between(1, 9));
    }
    var request = WatchRequest.newBuilder().setCreateRequest(create).build();
    planned.add(new Operation.Watch(request, replies));
    if (create.getStartRevision() != 0 && create.getStartRevision() <= known.revision + 1) {
      catchUp(create);
    }
  }

  /** Makes sure that a watcher of the past has caught up, by an event that it must tell. */
  private void catchUp(WatchCreateRequest.Builder create) {
    ByteString key = create.getKey().isEmpty() ? ByteString.copyFrom(new byte[1]) : create.getKey();
    unary(Rpc.PUT, PutRequest.newBuilder().setKey(key).setValue(dice.value()).build());
    if (create.getFiltersList().contains(WatchCreateRequest.FilterType.NOPUT)) {
      unary(Rpc.DELETE_RANGE, DeleteRangeRequest.newBuilder().setKey(key).build());
    }
    planned.add(new Operation.Settle(true));
  }
}
