package dev.trimaran.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.ResponseHeader;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hand-encoded frames are understood by a real gRPC server. */
class LoadGeneratorTest {

  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refuseEvery = new AtomicInteger();
  private Server server;

  @BeforeEach
  void start() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    var service =
        new KVGrpc.KVImplBase() {
          @Override
          public void put(PutRequest request, StreamObserver<PutResponse> reply) {
            int call = calls.incrementAndGet();
            keys.add(request.getKey().toStringUtf8() + ":" + request.getValue().size());
            if (refuseEvery.get() > 0 && call % refuseEvery.get() == 0) {
              reply.onError(Status.UNAVAILABLE.asRuntimeException());
              return;
            }
            var header = ResponseHeader.newBuilder().setRevision(call);
            reply.onNext(PutResponse.newBuilder().setHeader(header).build());
            reply.onCompleted();
          }
        };
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(service)
            .build()
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    server.shutdownNow().awaitTermination();
  }

  private LoadShape shape(int connections, int clients) {
    return new LoadShape(List.of("127.0.0.1:" + server.getPort()), connections, clients);
  }

  @Test
  void makesAsManyCallsAsAskedAndEveryKeyArrives() throws Exception {
    try (var generator = new LoadGenerator()) {
      var puts = Puts.inOrder(new KeySpace(5_000), 256);
      LoadResult result = generator.runCalls(puts, shape(3, 50), 5_000, Duration.ofMinutes(1));
      assertThat(result.errors()).as(result.firstError()).isZero();
      assertThat(result.good()).isEqualTo(5_000);
      assertThat(result.micros().getTotalCount()).isEqualTo(5_000);
    }
    assertThat(keys).hasSize(5_000).contains("k0000000000:256", "k0000004999:256");
  }

  @Test
  void countsWhatWasRefused() throws Exception {
    refuseEvery.set(10);
    try (var generator = new LoadGenerator()) {
      var puts = Puts.inOrder(new KeySpace(100), 1);
      LoadResult result = generator.runCalls(puts, shape(1, 1), 100, Duration.ofMinutes(1));
      assertThat(result.good()).isEqualTo(90);
      assertThat(result.errors()).isEqualTo(10);
      assertThat(result.firstError()).contains("grpc-status 14");
    }
  }
}
