package dev.trimaran.server.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveRequest;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.WatchCreateRequest;
import dev.trimaran.raft.client.etcd.WatchRequest;
import dev.trimaran.server.cluster.Program;
import dev.trimaran.server.cluster.RunningCluster;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What random operations do not reach: large messages, large watches, leases that expire. */
class LimitsIT {

  private static final boolean SELF = Boolean.getBoolean("differential.self");
  private static final int MIB = 1 << 20;

  private static RunningCluster etcd;
  private static RunningCluster ours;
  private static Comparison comparison;

  @BeforeAll
  static void start() throws IOException {
    boolean installed = Program.etcdIsInstalled();
    assumeTrue(installed || System.getenv("CI") != null, "etcd is not installed");
    assertThat(installed).as("etcd, which the differential test compares with").isTrue();
    etcd = RunningCluster.start(Program.etcd(), 1);
    ours = RunningCluster.start(SELF ? Program.etcd() : Program.trimaran(), 1);
    comparison = new Comparison(etcd, ours);
  }

  @AfterAll
  static void stop() throws IOException {
    if (comparison != null) {
      comparison.close();
    }
    if (ours != null) {
      ours.close();
    }
    if (etcd != null) {
      etcd.close();
    }
  }

  private static void both(Rpc rpc, Message request) {
    comparison.step(new Operation.Unary(rpc, request), 0);
  }

  private static PutRequest put(String key, int valueBytes) {
    return PutRequest.newBuilder()
        .setKey(ByteString.copyFromUtf8(key))
        .setValue(ByteString.copyFrom(new byte[valueBytes]))
        .build();
  }

  private static void watch(WatchCreateRequest.Builder create) {
    comparison.step(new Operation.NewWatchStream(), 0);
    var request = WatchRequest.newBuilder().setCreateRequest(create).build();
    comparison.step(new Operation.Watch(request, 1), 0);
  }

  @Test
  void requestsAtAndAboveTheLimits() {
    both(Rpc.PUT, put("limit", 3 * MIB / 2 - 100));
    both(Rpc.PUT, put("limit", 3 * MIB / 2));
    both(Rpc.PUT, put("limit", 3 * MIB / 2 + 100));
    both(Rpc.PUT, put("limit", 2 * MIB + 100));
    both(Rpc.PUT, put("limit", 0));
  }

  @Test
  void transactionsAtAndAboveTheLimit() {
    for (int ops : new int[] {128, 129}) {
      TxnRequest.Builder txn = TxnRequest.newBuilder();
      for (int i = 0; i < ops; i++) {
        txn.addSuccess(RequestOp.newBuilder().setRequestPut(put("txn/" + i, 1)));
      }
      both(Rpc.TXN, txn.build());
    }
  }

  @Test
  void aLargeHistoryIsWatchedWholeOrInFragments() {
    for (int i = 0; i < 5; i++) {
      both(Rpc.PUT, put("large", MIB));
    }
    for (boolean fragment : new boolean[] {false, true}) {
      watch(
          WatchCreateRequest.newBuilder()
              .setKey(ByteString.copyFromUtf8("large"))
              .setStartRevision(1)
              .setPrevKv(true)
              .setFragment(fragment));
      comparison.awaitEvents(5);
    }
  }

  @Test
  void aLeaseExpiresWithItsKeys() {
    ByteString prefix = ByteString.copyFromUtf8("expiry/");
    watch(WatchCreateRequest.newBuilder().setKey(prefix).setRangeEnd(Dice.prefixEnd(prefix)));
    both(Rpc.LEASE_GRANT, LeaseGrantRequest.newBuilder().setID(31).setTTL(1).build());
    both(Rpc.PUT, put("expiry/b", 1).toBuilder().setLease(31).build());
    both(Rpc.PUT, put("expiry/a", 1).toBuilder().setLease(31).build());
    comparison.awaitEvents(4);
    both(Rpc.LEASE_TIME_TO_LIVE, LeaseTimeToLiveRequest.newBuilder().setID(31).build());
    both(
        Rpc.RANGE,
        RangeRequest.newBuilder().setKey(prefix).setRangeEnd(Dice.prefixEnd(prefix)).build());
  }
}
