package dev.trimaran.raft.kv.api;

import com.google.protobuf.MessageLite;
import dev.trimaran.raft.kv.machine.KvResult;
import dev.trimaran.raft.kv.model.KvError;
import dev.trimaran.raft.node.RaftNode;
import io.grpc.stub.StreamObserver;
import java.util.function.BiFunction;

/** Replicates commands and turns what comes of them into replies. */
final class Proposals {

  /** What etcd's envelope adds to a request: identity, tags and length. */
  private static final int ENVELOPE_BYTES = 18;

  private final RaftNode node;
  private final ApiLimits limits;

  Proposals(RaftNode node, ApiLimits limits) {
    this.node = node;
    this.limits = limits;
  }

  /** Whether a request of this many bytes is too large to be replicated. */
  boolean tooLarge(int requestBytes) {
    return requestBytes > limits.maxRequestBytes() - ENVELOPE_BYTES;
  }

  /**
   * Proposes, and replies on the thread that learns the outcome.
   *
   * @param empty the response when the machine has nothing to add to its header
   * @param reply puts the header into a response
   */
  <R extends MessageLite> void propose(
      byte[] command, StreamObserver<R> observer, R empty, BiFunction<R, KvResult, R> reply) {
    node.propose(command)
        .whenComplete((result, failure) -> {
          if (failure != null) {
            observer.onError(Statuses.of(failure));
            return;
          }
          KvResult applied = (KvResult) result;
          KvError error = applied.error();
          if (error != null) {
            observer.onError(Statuses.of(error));
          } else {
            observer.onNext(reply.apply(response(applied, empty), applied));
            observer.onCompleted();
          }
        });
  }

  /** The machine answers each kind of command with its own kind of response. */
  @SuppressWarnings("unchecked")
  static <R extends MessageLite> R response(KvResult result, R empty) {
    MessageLite response = result.response();
    return response == null ? empty : (R) response;
  }
}
