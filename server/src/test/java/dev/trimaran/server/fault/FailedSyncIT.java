package dev.trimaran.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.server.cluster.Program;
import dev.trimaran.server.cluster.RunningCluster;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server process whose fsync fails acknowledges nothing more and ends. */
class FailedSyncIT {

  private static final Duration END_LIMIT = Duration.ofSeconds(15);
  private static final int FAULT = 1;

  @BeforeAll
  static void onLinux() {
    assumeTrue(System.getProperty("os.name", "").equals("Linux"), "seccomp is Linux's");
  }

  private static Program program() {
    return Program.trimaran(FailingSyncs.class.getName());
  }

  private static PutRequest put(String key) {
    ByteString bytes = ByteString.copyFromUtf8(key);
    return PutRequest.newBuilder().setKey(bytes).setValue(bytes).build();
  }

  private static <R> R ask(
      RunningCluster cluster, int node, Function<KVGrpc.KVBlockingStub, R> question) {
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(cluster.endpoints().get(node)).usePlaintext().build();
    try {
      return question.apply(
          KVGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS));
    } finally {
      channel.shutdownNow();
    }
  }

  private static void failSyncs(RunningCluster cluster, int node) throws IOException {
    cluster.tell(node, "fail");
    String said = cluster.awaitLine(node, "syncs ");
    assumeTrue(said.contains(FailingSyncs.ARMED), said);
  }

  /** The first node may have led: what it had taken then ends without an outcome. */
  private static void putDuringElection(RunningCluster cluster, String key) {
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        ask(cluster, 1, kv -> kv.put(put(key)));
        return;
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      }
    }
    throw new AssertionError("no leader was found");
  }

  @Test
  void aNodeAloneEndsAndAcknowledgesNothing() throws Exception {
    try (var cluster = RunningCluster.start(program(), 1)) {
      ask(cluster, 0, kv -> kv.put(put("before")));
      failSyncs(cluster, 0);
      assertThatThrownBy(() -> ask(cluster, 0, kv -> kv.put(put("after"))))
          .isInstanceOf(StatusRuntimeException.class);
      assertThat(cluster.awaitEnd(0, END_LIMIT)).isEqualTo(FAULT);
      assertThat(cluster.awaitLine(0, "has stopped by a fault")).contains("ends this process");
    }
  }

  @Test
  void theOthersGoOn() throws Exception {
    try (var cluster = RunningCluster.start(program(), 3)) {
      ask(cluster, 0, kv -> kv.put(put("before")));
      failSyncs(cluster, 0);
      // Whichever leads: this write reaches the log of the first node too.
      putDuringElection(cluster, "during");
      assertThat(cluster.awaitEnd(0, END_LIMIT)).isEqualTo(FAULT);
      ask(cluster, 2, kv -> kv.put(put("after")));
      for (String key : new String[] {"before", "during", "after"}) {
        var range = RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
        assertThat(ask(cluster, 1, kv -> kv.range(range)).getCount()).as(key).isEqualTo(1);
      }
      assertThat(cluster.obituary()).isEmpty();
    }
  }
}
