package dev.trimaran.raft.kv.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Clock;
import dev.trimaran.raft.client.etcd.LeaseCheckpoint;
import dev.trimaran.raft.client.etcd.LeaseCheckpointRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveResponse;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.kv.lease.LeaseTable;
import dev.trimaran.raft.kv.machine.KvCommand;
import dev.trimaran.raft.kv.model.KvError;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What only the leader knows of leases, for every node: its own clock where it leads, and the
 * leader's by {@code ask} where it does not.
 */
final class Leases implements LeaseTable.Listener {

  /** Leases revoked for each tick at most, so that a pile that runs out together is spread. */
  private static final int REVOKED_PER_TICK = 500;

  private static final int CHECKPOINTS_PER_TICK = 1_000;
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(1);
  private static final long RETRY_MS = 50;

  private static final byte RENEW = 1;
  private static final byte STATE = 2;
  private static final byte[] NOT_PRIMARY = {0};
  private static final byte ANSWERED = 1;

  private final Services services;
  private final Clock clock;
  private final LeaseClock leases = new LeaseClock();

  Leases(Services services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /** Follows the role of this node. */
  synchronized void roleChanged(View view) {
    if (view.role() != Role.LEADER) {
      leases.demote();
    } else if (!leases.primary()) {
      long extra = services.limits().electionTimeout().toNanos();
      leases.promote(clock.nanoTime(), services.reader()::leases, extra);
    }
  }

  @Override
  public void granted(LeaseTable.Lease lease) {
    leases.granted(lease, clock.nanoTime());
  }

  @Override
  public void removed(long id) {
    leases.removed(id);
  }

  /** Revokes what ran out and writes checkpoints; called a few times a second. */
  void tick() {
    roleChanged(services.node().view());
    if (!leases.primary()) {
      return;
    }
    long now = clock.nanoTime();
    long term = services.node().view().term();
    for (long id : leases.expired(now, REVOKED_PER_TICK)) {
      services.node().propose(KvCommand.leaseExpire(term, id));
    }
    List<LeaseCheckpoint> checkpoints = leases.checkpoints(now, CHECKPOINTS_PER_TICK);
    if (!checkpoints.isEmpty()) {
      checkpoint(checkpoints);
    }
  }

  private void checkpoint(List<LeaseCheckpoint> checkpoints) {
    services
        .node()
        .propose(
            KvCommand.leaseCheckpoint(
                LeaseCheckpointRequest.newBuilder().addAllCheckpoints(checkpoints).build()));
  }

  /** All leases; where this node leads, the first to run out first. */
  List<Long> all() {
    return leases.primary()
        ? leases.inOrder()
        : services.reader().leases().stream().map(LeaseTable.Lease::id).toList();
  }

  /** Renews a lease; its TTL in seconds, 0 when there is none. */
  CompletableFuture<Long> renew(long id) {
    LeaseTimeToLiveRequest request = LeaseTimeToLiveRequest.newBuilder().setID(id).build();
    return fromLeader(RENEW, request, deadline()).thenApply(state -> Math.max(0, state.getTTL()));
  }

  /** The state of a lease, without header; TTL -1 when there is none. */
  CompletableFuture<LeaseTimeToLiveResponse> state(LeaseTimeToLiveRequest request) {
    return fromLeader(STATE, request, deadline());
  }

  private long deadline() {
    return clock.nanoTime() + services.limits().requestTimeout().toNanos();
  }

  private CompletableFuture<LeaseTimeToLiveResponse> fromLeader(
      byte kind, LeaseTimeToLiveRequest request, long deadline) {
    LeaseTimeToLiveResponse own = own(kind, request);
    if (own != null) {
      return CompletableFuture.completedFuture(own);
    }
    View view = services.node().view();
    NodeId leader = view.leader();
    if (leader == null || leader.equals(view.self())) {
      return again(kind, request, deadline);
    }
    return services
        .node()
        .ask(leader, question(kind, request), ASK_TIMEOUT)
        .handle((answer, failure) -> {
          LeaseTimeToLiveResponse answered = failure == null ? parse(answer) : null;
          return answered != null
              ? CompletableFuture.completedFuture(answered)
              : again(kind, request, deadline);
        })
        .thenCompose(next -> next);
  }

  private CompletableFuture<LeaseTimeToLiveResponse> again(
      byte kind, LeaseTimeToLiveRequest request, long deadline) {
    if (clock.nanoTime() - deadline >= 0 || services.node().stopped().isDone()) {
      boolean leaderless = services.node().view().leader() == null;
      return CompletableFuture.failedFuture(
          Statuses.of(leaderless ? KvError.NO_LEADER : KvError.TIMEOUT));
    }
    Executor later = CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(() -> fromLeader(kind, request, deadline), later)
        .thenCompose(next -> next);
  }

  /** What this node knows by itself; null when it does not lead. */
  private @Nullable LeaseTimeToLiveResponse own(byte kind, LeaseTimeToLiveRequest request) {
    if (!leases.primary()) {
      return null;
    }
    long id = request.getID();
    long now = clock.nanoTime();
    LeaseTimeToLiveResponse.Builder response = LeaseTimeToLiveResponse.newBuilder().setID(id);
    LeaseTable.Lease lease = services.reader().lease(id);
    OptionalLong left = kind == RENEW ? leases.renew(id, now) : leases.remainingSeconds(id, now);
    if (lease == null || left.isEmpty()) {
      return response.setTTL(-1).build();
    }
    response.setTTL(left.getAsLong()).setGrantedTTL(lease.ttlSeconds());
    if (kind == RENEW && lease.remainingSeconds() > 0) {
      // Or the next leader would start from a checkpoint that the renewal has outdated.
      checkpoint(List.of(LeaseCheckpoint.newBuilder().setID(id).build()));
    }
    if (request.getKeys()) {
      services.reader().leaseKeys(id).forEach(key -> response.addKeys(view(key)));
    }
    return response.build();
  }

  private static ByteString view(byte[] key) {
    return UnsafeByteOperations.unsafeWrap(key);
  }

  /** Answers another node's {@link #fromLeader}. */
  CompletableFuture<byte[]> answer(NodeId from, byte[] question) {
    if (question.length == 0) {
      return CompletableFuture.completedFuture(NOT_PRIMARY);
    }
    try {
      LeaseTimeToLiveRequest request =
          LeaseTimeToLiveRequest.parser().parseFrom(question, 1, question.length - 1);
      LeaseTimeToLiveResponse own = own(question[0], request);
      return CompletableFuture.completedFuture(
          own == null ? NOT_PRIMARY : tagged(ANSWERED, own.toByteArray()));
    } catch (InvalidProtocolBufferException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static byte[] question(byte kind, LeaseTimeToLiveRequest request) {
    return tagged(kind, request.toByteArray());
  }

  private static byte[] tagged(byte tag, byte[] body) {
    byte[] tagged = new byte[1 + body.length];
    tagged[0] = tag;
    System.arraycopy(body, 0, tagged, 1, body.length);
    return tagged;
  }

  private static @Nullable LeaseTimeToLiveResponse parse(byte[] answer) {
    if (answer.length == 0 || answer[0] != ANSWERED) {
      return null;
    }
    try {
      return LeaseTimeToLiveResponse.parser().parseFrom(answer, 1, answer.length - 1);
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }
}
