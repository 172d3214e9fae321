package dev.trimaran.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedPortTest {

  private static final HttpLimits LIMITS =
      new HttpLimits(Duration.ofMillis(700), Duration.ofSeconds(5), 200, 400, 64);

  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    HttpRoutes routes =
        new HttpRoutes(
            Map.of(
                "/hello",
                query -> CompletableFuture.completedFuture(HttpReply.text(200, "hi " + query)),
                "/broken",
                _ -> CompletableFuture.failedFuture(new IllegalStateException("planted"))));
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress("127.0.0.1", 0), SharedPort.plaintext(routes, LIMITS))
            .directExecutor()
            .addService(new Echo())
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
            .usePlaintext()
            .directExecutor()
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.getPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  /** Sends and reads until the server closes. */
  private String talk(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void bothProtocolsAreServed() throws IOException {
    PutResponse response = KVGrpc.newBlockingStub(channel).put(PutRequest.getDefaultInstance());
    assertThat(response.getHeader().getRevision()).isEqualTo(42);
    assertThat(talk("GET /hello?you HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("\r\n\r\nhi you");
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    String answer =
        talk(
            "GET /hello?1 HTTP/1.1\r\nHost: x\r\n\r\n"
                + "HEAD /hello?2 HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /hello?3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer.indexOf("hi 1")).isPositive().isLessThan(answer.indexOf("hi 3"));
    assertThat(answer).doesNotContain("hi 2");
  }

  @Test
  void slowFirstBytesAreAwaited() throws IOException {
    try (Socket socket = connect()) {
      for (String part : new String[] {"P", "O", "ST /hello HTTP/1.1\r\nHost: x\r\n", "\r\n"}) {
        socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      }
      byte[] start = socket.getInputStream().readNBytes(12);
      assertThat(new String(start, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 405");
    }
  }

  @Test
  void silenceIsClosed() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write('P');
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void garbageIsClosedOrRefused() throws IOException {
    assertThat(talk("\u0016\u0003\u0001 hello, I speak TLS")).isEmpty();
    assertThat(talk("GARBAGE\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(talk("PRI * HTTP/2.0\r\nnot a preface at all")).doesNotContain("HTTP/1.1");
  }

  @Test
  void theOversizedIsRefused() throws IOException {
    assertThat(talk("GET /" + "x".repeat(300) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414");
    assertThat(talk("GET / HTTP/1.1\r\nA: " + "x".repeat(500) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    String body = "POST /hello HTTP/1.1\r\nContent-Length: 100\r\nConnection: close\r\n\r\n";
    assertThat(talk(body + "x".repeat(100))).startsWith("HTTP/1.1 413");
  }

  @Test
  void unknownPathsAndFaults() throws IOException {
    assertThat(talk("GET /x HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("served: /broken /hello");
    assertThat(talk("GET /broken HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 500");
  }

  private static final class Echo extends KVGrpc.KVImplBase {
    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> observer) {
      PutResponse.Builder response = PutResponse.newBuilder();
      response.getHeaderBuilder().setRevision(42);
      observer.onNext(response.build());
      observer.onCompleted();
    }
  }
}
