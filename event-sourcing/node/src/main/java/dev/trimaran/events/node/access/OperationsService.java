package dev.trimaran.events.node.access;

import dev.trimaran.base.NodeId;
import dev.trimaran.events.client.operations.OperationsGrpc;
import dev.trimaran.events.client.operations.ScavengeResp;
import dev.trimaran.events.client.operations.SetNodePriorityReq;
import dev.trimaran.events.client.operations.StartScavengeReq;
import dev.trimaran.events.client.operations.StopScavengeReq;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.node.api.Failures;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.events.node.model.Scavenging;
import dev.trimaran.raft.node.RaftNode;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** What operators ask of a node. What there is not is said so. */
final class OperationsService extends OperationsGrpc.OperationsImplBase {

  private final RaftNode raft;
  private final ClusterView cluster;
  private final @Nullable Scavenging scavenging;

  /**
   * @param scavenging null where nothing is scavenged
   */
  OperationsService(RaftNode raft, ClusterView cluster, @Nullable Scavenging scavenging) {
    this.raft = raft;
    this.cluster = cluster;
    this.scavenging = scavenging;
  }

  @Override
  public void startScavenge(StartScavengeReq request, StreamObserver<ScavengeResp> observer) {
    Scavenging here = scavenging;
    if (here == null) {
      notThere(observer, "this node does not scavenge yet");
      return;
    }
    Thread.ofVirtual()
        .start(() -> {
          try {
            Scavenging.Run run = here.start();
            observer.onNext(
                ScavengeResp.newBuilder()
                    .setScavengeId(run.id())
                    .setScavengeResult(
                        run.started()
                            ? ScavengeResp.ScavengeResult.Started
                            : ScavengeResp.ScavengeResult.InProgress)
                    .build());
            observer.onCompleted();
          } catch (RuntimeException e) {
            observer.onError(Failures.of(e));
          }
        });
  }

  @Override
  public void stopScavenge(StopScavengeReq request, StreamObserver<ScavengeResp> observer) {
    String id = request.getOptions().getScavengeId();
    if (scavenging == null || !scavenging.stop(id)) {
      observer.onError(Failures.scavengeNotFound(id));
      return;
    }
    observer.onNext(
        ScavengeResp.newBuilder()
            .setScavengeId(id)
            .setScavengeResult(ScavengeResp.ScavengeResult.Stopped)
            .build());
    observer.onCompleted();
  }

  /** The answer comes first: afterwards nobody is there to give it. */
  @Override
  public void shutdown(Empty request, StreamObserver<Empty> observer) {
    done(observer);
    raft.shutdown();
  }

  @Override
  public void resignNode(Empty request, StreamObserver<Empty> observer) {
    NodeId target =
        cluster.members().stream()
            .filter(member -> member.role() == ClusterView.Role.FOLLOWER)
            .map(ClusterView.Member::id)
            .filter(id -> !id.equals(raft.view().self()))
            .findFirst()
            .orElse(null);
    if (!cluster.leads()) {
      done(observer);
    } else if (target == null) {
      observer.onError(
          Status.FAILED_PRECONDITION
              .withDescription("no other node is there to lead")
              .asRuntimeException());
    } else {
      var unused =
          raft.transferLeadership(target)
              .whenComplete((_, failure) -> {
                if (failure == null) {
                  done(observer);
                } else {
                  observer.onError(Failures.of(failure));
                }
              });
    }
  }

  @Override
  public void setNodePriority(SetNodePriorityReq request, StreamObserver<Empty> observer) {
    notThere(observer, "nodes have no priority: the one with the longest log may lead");
  }

  /** Segments of the index are merged when they are sealed: there is never one to merge. */
  @Override
  public void mergeIndexes(Empty request, StreamObserver<Empty> observer) {
    done(observer);
  }

  @Override
  public void restartPersistentSubscriptions(Empty request, StreamObserver<Empty> observer) {
    notThere(observer, "groups of consumers are not restarted: their state is in the log");
  }

  private static void done(StreamObserver<Empty> observer) {
    observer.onNext(Empty.getDefaultInstance());
    observer.onCompleted();
  }

  private static void notThere(StreamObserver<?> observer, String text) {
    observer.onError(Status.UNIMPLEMENTED.withDescription(text).asRuntimeException());
  }
}
