package dev.trimaran.chaos.process.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.HistoryRecorder;
import dev.trimaran.chaos.history.Operation;
import dev.trimaran.chaos.history.Outcome;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvClientConfig;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.etcd.ResponseHeader;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each outcome of a call becomes in the history. */
class RecordingClientTest {

  private static final Command PUT = new Command.Put("a", "1");
  private static final Command GET = new Command.Get("a");

  private final Scripted service = new Scripted();
  private final HistoryRecorder recorder = new HistoryRecorder(() -> 0);
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(service)
            .build()
            .start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.shutdownNow().awaitTermination();
  }

  @Test
  void anAcknowledgedPutIsOkAtItsRevision() {
    assertThat(outcome(PUT).told().revision()).isEqualTo(7);
  }

  @Test
  void aSwapWhoseConditionDidNotHoldHappenedAndWroteNothing() {
    Operation swap = outcome(new Command.CompareAndSet("a", "1", "2"));
    assertThat(swap.outcome()).isEqualTo(Outcome.OK);
    assertThat(swap.told().succeeded()).isFalse();
  }

  @Test
  void aTimeoutOrABrokenConnectionLeavesAWriteOpen() {
    for (Status status :
        List.of(
            Status.DEADLINE_EXCEEDED,
            Status.CANCELLED,
            Status.UNKNOWN,
            Status.UNAVAILABLE.withDescription("etcdserver: request timed out"),
            Status.UNAVAILABLE.withDescription("etcdserver: leader changed"))) {
      service.answer = status;
      assertThat(outcome(PUT).outcome()).as(status.toString()).isEqualTo(Outcome.INFO);
    }
  }

  @Test
  void aRefusalIsCertain() {
    service.answer = Status.INVALID_ARGUMENT.withDescription("etcdserver: request is too large");
    assertThat(outcome(PUT).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aWriteThatReachedNobodyFailed() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    assertThat(outcome(PUT, nobody).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aReadThatWasNotAnsweredFailed() {
    service.answer = Status.DEADLINE_EXCEEDED;
    assertThat(outcome(GET).outcome()).isEqualTo(Outcome.FAIL);
  }

  private Operation outcome(Command command) {
    return outcome(command, server.getPort());
  }

  private Operation outcome(Command command, int port) {
    KvClientConfig config =
        KvClientConfig.of(List.of("127.0.0.1:" + port)).withTimeout(Duration.ofMillis(600));
    try (RecordingClient client =
        new RecordingClient(KvClient.connect(config), recorder, new OutageMeter())) {
      client.call(1, command).join();
    }
    return recorder.history().operations().getLast();
  }

  /** Answers every call in the same way. */
  private static final class Scripted extends KVGrpc.KVImplBase {

    private static final ResponseHeader HEADER = ResponseHeader.newBuilder().setRevision(7).build();

    volatile Status answer = Status.OK;

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> to) {
      reply(PutResponse.newBuilder().setHeader(HEADER).build(), to);
    }

    @Override
    public void txn(TxnRequest request, StreamObserver<TxnResponse> to) {
      reply(TxnResponse.newBuilder().setHeader(HEADER).build(), to);
    }

    @Override
    public void range(RangeRequest request, StreamObserver<RangeResponse> to) {
      reply(RangeResponse.newBuilder().setHeader(HEADER).build(), to);
    }

    private <R> void reply(R response, StreamObserver<R> to) {
      if (answer.isOk()) {
        to.onNext(response);
        to.onCompleted();
      } else {
        to.onError(answer.asRuntimeException());
      }
    }
  }
}
