package dev.trimaran.raft.kv.api;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.kv.machine.KvLimits;
import dev.trimaran.raft.kv.machine.KvMachine;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The services over a {@link LocalNode}, behind a loopback port; time passes when told. */
final class ApiFixture implements AutoCloseable {

  private final AtomicLong offset = new AtomicLong();
  final KvMachine machine;
  final LocalNode node;
  final KvApi api;
  final ManagedChannel channel;
  private final Server server;

  ApiFixture(KvLimits limits) throws IOException {
    machine = new KvMachine(limits);
    node = new LocalNode(machine);
    Clock clock =
        new Clock() {
          @Override
          public long nanoTime() {
            return System.nanoTime() + offset.get();
          }

          @Override
          public long currentTimeMillis() {
            return System.currentTimeMillis();
          }
        };
    ApiLimits api =
        new ApiLimits(
            1_572_864, 128, limits.quotaBytes(), Duration.ofSeconds(1), Duration.ofMillis(300));
    List<Member> members =
        List.of(
            Member.newBuilder().setID(0x52).addPeerURLs("http://127.0.0.1:2").build(),
            Member.newBuilder().setID(0x51).addPeerURLs("http://127.0.0.1:1").build());
    this.api =
        new KvApi(
            node,
            machine,
            clock,
            new SeededRandomness(1),
            new KvApiConfig(99, LocalNode.SELF, members, "3.4.23", api));
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .directExecutor()
            .maxInboundMessageSize(api.maxMessageBytes())
            .addServices(this.api.services())
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
            .usePlaintext()
            .directExecutor()
            .build();
  }

  ApiFixture() throws IOException {
    this(KvLimits.DEFAULT);
  }

  void pass(Duration time) {
    offset.addAndGet(time.toNanos());
  }

  /** The call is refused with exactly this code and text. */
  static void assertRefused(Status.Code code, String text, ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              Assertions.assertThat(e.getStatus().getDescription()).isEqualTo(text);
              Assertions.assertThat(e.getStatus().getCode()).isEqualTo(code);
            });
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
