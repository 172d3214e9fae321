package dev.trimaran.raft.kv.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.client.etcd.Compare;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.node.RaftCluster;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Row 28 of the bugs that Raft systems shipped: a lock under a lease is no mutual exclusion. A
 * holder that pauses longer than its lease goes on as if it held the lock. What protects the data
 * is the lock's create revision, compared in the transaction that writes: it fences off the late
 * holder, whatever leader and node it talks to.
 */
class LockFencingTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Set<NodeId> VOTERS = Set.of(new NodeId(1), new NodeId(2), new NodeId(3));

  @Test
  void aHolderWhoseLeaseRanOutIsFencedOffByTheRevision() {
    SeedRunner.run(1, 5, simulation -> new Story(simulation).play());
  }

  private static final class Story {

    private final Simulation simulation;
    private final RaftCluster<KvMachine> cluster;

    Story(Simulation simulation) {
      this.simulation = simulation;
      this.cluster =
          new RaftCluster<>(
              RaftNodeConfig.of(new NodeId(1), 1, VOTERS),
              simulation::world,
              () -> new KvMachine(new KvLimits(1 << 30, 100, 3)));
    }

    void play() {
      try {
        cluster.startAll();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      leader();
      submit(KvCommand.leaseGrant(LeaseGrantRequest.newBuilder().setID(1).setTTL(5).build()));
      submit(KvCommand.leaseGrant(LeaseGrantRequest.newBuilder().setID(2).setTTL(5).build()));
      long first = acquire(1);
      assertThat(first).isPositive();
      assertThat(acquire(2)).as("the lock is held").isNegative();
      assertThat(write(first, "first, in time")).isTrue();

      // The holder pauses; its lease runs out, also across a change of leader; another takes over.
      crashLeader();
      submit(KvCommand.leaseExpire(cluster.node(leader()).view().term(), 1));
      long second = acquire(2);
      assertThat(second).isGreaterThan(first);
      assertThat(write(second, "second")).isTrue();

      // The first holder wakes up and believes that it holds the lock.
      assertThat(write(first, "first, too late")).isFalse();
      assertThat(read("data")).isEqualTo("second");
      // Without the comparison nothing stops it: this is why there is a revision to fence with.
      submit(Commands.putCommand("data", "first, unfenced", 0));
      assertThat(read("data")).isEqualTo("first, unfenced");
    }

    /** Takes the lock under a lease; the create revision, or -1 when it is held. */
    private long acquire(long lease) {
      TxnRequest take =
          TxnRequest.newBuilder()
              .addCompare(createRevision(0))
              .addSuccess(put("lock", "of lease " + lease, lease))
              .build();
      KvResult result = submit(KvCommand.txn(take));
      return succeeded(result) ? result.revision() : -1;
    }

    /** Writes if the lock is still the one that was taken at {@code revision}. */
    private boolean write(long revision, String value) {
      TxnRequest fenced =
          TxnRequest.newBuilder()
              .addCompare(createRevision(revision))
              .addSuccess(put("data", value, 0))
              .build();
      return succeeded(submit(KvCommand.txn(fenced)));
    }

    private String read(String key) {
      NodeId leader = leader();
      var index = cluster.node(leader).readIndex();
      assertThat(simulation.runUntil(index::isDone, SOON)).isTrue();
      KvResult result = cluster.machine(leader).reader().range(Commands.range(key, "", 0));
      RangeResponse found = (RangeResponse) Objects.requireNonNull(result.response());
      return found.getKvs(0).getValue().toStringUtf8();
    }

    private KvResult submit(byte[] command) {
      var reply = cluster.node(leader()).propose(command);
      assertThat(simulation.runUntil(reply::isDone, SOON)).isTrue();
      return (KvResult) reply.join();
    }

    private NodeId leader() {
      assertThat(simulation.runUntil(() -> cluster.leader().isPresent(), SOON)).isTrue();
      return cluster.leader().orElseThrow();
    }

    private void crashLeader() {
      NodeId leader = leader();
      cluster.kill(leader);
      simulation.crash(leader);
      simulation.run(Duration.ofSeconds(5));
    }

    private static boolean succeeded(KvResult result) {
      return ((TxnResponse) Objects.requireNonNull(result.response())).getSucceeded();
    }

    private static Compare createRevision(long revision) {
      return Compare.newBuilder()
          .setKey(ByteString.copyFromUtf8("lock"))
          .setTarget(Compare.CompareTarget.CREATE)
          .setResult(Compare.CompareResult.EQUAL)
          .setCreateRevision(revision)
          .build();
    }

    private static RequestOp put(String key, String value, long lease) {
      PutRequest request = Commands.put(key, value, lease);
      return RequestOp.newBuilder().setRequestPut(request).build();
    }
  }
}
