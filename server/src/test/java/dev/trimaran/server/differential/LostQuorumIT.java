package dev.trimaran.server.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveRequest;
import dev.trimaran.raft.client.etcd.MaintenanceGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.StatusRequest;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.server.cluster.Program;
import dev.trimaran.server.cluster.RunningCluster;
import io.grpc.Status.Code;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node says that has lost the two others, and after how long; first of all, etcd itself. */
class LostQuorumIT {

  private static final ByteString KEY = ByteString.copyFromUtf8("a");
  private static final PutRequest PUT = PutRequest.newBuilder().setKey(KEY).setValue(KEY).build();
  private static final RangeRequest RANGE = RangeRequest.newBuilder().setKey(KEY).build();
  private static final Reply TIMED_OUT =
      new Reply.Failed(Code.UNAVAILABLE, "etcdserver: request timed out");
  private static final Reply NO_LEADER =
      new Reply.Failed(Code.UNAVAILABLE, "etcdserver: no leader");

  /** Five seconds, and two default election timeouts. */
  private static final Duration REQUEST_TIME = Duration.ofSeconds(7);

  /** etcd answers reads one after the other: one that comes late waits for the one before it. */
  private static final Duration LONGEST = REQUEST_TIME.multipliedBy(2).plusSeconds(2);

  /** A reply, and what it took. */
  private record Timed(Reply reply, Duration time) {}

  @BeforeAll
  static void etcdIsHere() {
    assumeTrue(
        Program.etcdIsInstalled() || System.getenv("CI") != null,
        "etcd is not installed: apt-get install etcd-server");
  }

  static Stream<Program> programs() {
    return Stream.of(Program.etcd(), Program.trimaran());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void allThatNeedsAQuorumTimesOut(Program program) throws IOException {
    try (var cluster = RunningCluster.start(program, 3)) {
      String survivor = cluster.endpoints().getFirst();
      try (var target = new Target(List.of(survivor), new Object())) {
        assertThat(target.call(Rpc.PUT, PUT, 0).join()).isInstanceOf(Reply.Ok.class);
        cluster.kill(1);
        cluster.kill(2);
        Map<Rpc, CompletableFuture<Timed>> asked = new TreeMap<>();
        quorumRequests().forEach((rpc, request) -> asked.put(rpc, timed(target, rpc, request)));
        assertThat(
                target.call(Rpc.RANGE, RANGE.toBuilder().setSerializable(true).build(), 0).join())
            .isInstanceOf(Reply.Ok.class);
        asked.forEach((rpc, reply) -> assertReply(rpc, reply.join(), TIMED_OUT));
        awaitLeaderless(survivor);
        var range = timed(target, Rpc.RANGE, RANGE);
        var lease = LeaseTimeToLiveRequest.newBuilder().setID(7).build();
        var timeToLive = timed(target, Rpc.LEASE_TIME_TO_LIVE, lease);
        var put = timed(target, Rpc.PUT, PUT);
        assertReply(Rpc.RANGE, range.join(), TIMED_OUT);
        assertReply(Rpc.LEASE_TIME_TO_LIVE, timeToLive.join(), NO_LEADER);
        // The one difference: etcd's text is that of its language.
        assertReply(
            Rpc.PUT,
            put.join(),
            program.name().equals("etcd")
                ? new Reply.Failed(Code.UNKNOWN, "context deadline exceeded")
                : TIMED_OUT);
      }
      assertThat(cluster.obituary()).isEmpty();
    }
  }

  private static Map<Rpc, Message> quorumRequests() {
    var put = RequestOp.newBuilder().setRequestPut(PUT);
    return Map.of(
        Rpc.PUT, PUT,
        Rpc.RANGE, RANGE,
        Rpc.DELETE_RANGE, DeleteRangeRequest.newBuilder().setKey(KEY).build(),
        Rpc.TXN, TxnRequest.newBuilder().addSuccess(put).build(),
        Rpc.COMPACT, CompactionRequest.newBuilder().setRevision(1).build(),
        Rpc.LEASE_GRANT, LeaseGrantRequest.newBuilder().setTTL(100).build(),
        Rpc.LEASE_REVOKE, LeaseRevokeRequest.newBuilder().setID(7).build());
  }

  private static CompletableFuture<Timed> timed(Target target, Rpc rpc, Message request) {
    long began = System.nanoTime();
    return target
        .call(rpc, request, 0)
        .thenApply(reply -> new Timed(reply, Duration.ofNanos(System.nanoTime() - began)));
  }

  private static void assertReply(Rpc rpc, Timed timed, Reply expected) {
    assertThat(timed.reply()).as("%s", rpc).isEqualTo(expected);
    assertThat(timed.time()).as("%s", rpc).isBetween(REQUEST_TIME.minusMillis(300), LONGEST);
  }

  private static void awaitLeaderless(String endpoint) {
    var channel = NettyChannelBuilder.forTarget(endpoint).usePlaintext().build();
    try {
      var maintenance = MaintenanceGrpc.newBlockingStub(channel);
      while (maintenance.status(StatusRequest.getDefaultInstance()).getLeader() != 0) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    } finally {
      channel.shutdownNow();
    }
  }
}
