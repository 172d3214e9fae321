package dev.trimaran.server.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.HashKVRequest;
import dev.trimaran.raft.client.etcd.HashKVResponse;
import dev.trimaran.raft.client.etcd.MaintenanceGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.server.cluster.Program;
import dev.trimaran.server.cluster.RunningCluster;
import io.grpc.Status.Code;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A transaction that one node refuses for the revision of a range is refused by all. */
class RefusedTransactionIT {

  private static final ByteString KEY = ByteString.copyFromUtf8("a");
  private static final PutRequest PUT = PutRequest.newBuilder().setKey(KEY).setValue(KEY).build();

  private static TxnRequest txn(long revision) {
    var range = RangeRequest.newBuilder().setKey(KEY).setRevision(revision);
    return TxnRequest.newBuilder()
        .addSuccess(RequestOp.newBuilder().setRequestPut(PUT))
        .addSuccess(RequestOp.newBuilder().setRequestRange(range))
        .build();
  }

  @Test
  void itWritesNowhere() throws IOException {
    try (var cluster = RunningCluster.start(Program.trimaran(), 3);
        var target = new Target(cluster.endpoints(), new Object())) {
      for (int i = 0; i < 5; i++) {
        assertThat(target.call(Rpc.PUT, PUT, i).join()).isInstanceOf(Reply.Ok.class);
      }
      var compaction = CompactionRequest.newBuilder().setRevision(4).build();
      assertThat(target.call(Rpc.COMPACT, compaction, 0).join()).isInstanceOf(Reply.Ok.class);
      for (int node = 0; node < 3; node++) {
        for (long revision : new long[] {-1, 1, 3, 99}) {
          String text =
              revision == 99
                  ? "etcdserver: mvcc: required revision is a future revision"
                  : "etcdserver: mvcc: required revision has been compacted";
          assertThat(target.call(Rpc.TXN, txn(revision), node).join())
              .isEqualTo(new Reply.Failed(Code.OUT_OF_RANGE, text));
        }
      }
      // A linearizable read everywhere: each node has then applied all the above.
      for (int node = 0; node < 3; node++) {
        target.call(Rpc.RANGE, RangeRequest.newBuilder().setKey(KEY).build(), node).join();
      }
      Set<List<Long>> states = new HashSet<>();
      cluster.endpoints().forEach(endpoint -> states.add(state(endpoint)));
      assertThat(states).hasSize(1);
      assertThat(states.iterator().next().getFirst()).isEqualTo(6);
    }
  }

  /** Revision and hash of a node. */
  private static List<Long> state(String endpoint) {
    var channel = NettyChannelBuilder.forTarget(endpoint).usePlaintext().build();
    try {
      HashKVResponse hash =
          MaintenanceGrpc.newBlockingStub(channel).hashKV(HashKVRequest.getDefaultInstance());
      return List.of(hash.getHeader().getRevision(), (long) hash.getHash());
    } finally {
      channel.shutdownNow();
    }
  }
}
