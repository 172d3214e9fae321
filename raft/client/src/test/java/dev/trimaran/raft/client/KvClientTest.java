package dev.trimaran.raft.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trimaran.raft.client.FakeServer.Reply;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KvClientTest {

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private FakeServer server(Reply... replies) throws IOException {
    FakeServer server = new FakeServer(List.of(replies));
    open.add(server);
    return server;
  }

  private KvClient client(String... endpoints) {
    return client(KvClientConfig.of(List.of(endpoints)).withTimeout(Duration.ofSeconds(2)));
  }

  private KvClient client(KvClientConfig config) {
    KvClient client = KvClient.connect(config);
    open.add(client);
    return client;
  }

  private static String closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  private static KvException failure(KvClient client) {
    KvException failure =
        catchThrowableOfType(KvException.class, () -> KvClient.join(client.put("k", "v")));
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void aWriteGoesToTheNextEndpointWhenNothingWasSent() throws IOException {
    FakeServer server = server();
    KvClient.join(client(closedPort(), server.endpoint()).put("k", "v"));
    assertThat(server.puts()).isEqualTo(1);
  }

  @Test
  void aWriteIsRepeatedWhenTheServerDidNothing() throws IOException {
    FakeServer server = server(Reply.failing(Status.UNAVAILABLE, "etcdserver: no leader"));
    KvClient.join(client(server.endpoint()).put("k", "v"));
    assertThat(server.puts()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etcdserver: leader changed",
        "etcdserver: request timed out",
        "Connection reset by peer"
      })
  void aWriteIsNotRepeatedWhenItMayHaveHappened(String text) throws IOException {
    FakeServer first = server(Reply.failing(Status.UNAVAILABLE, text));
    FakeServer second = server();
    KvException failure = failure(client(first.endpoint(), second.endpoint()));
    assertThat(failure.kind()).isEqualTo(KvException.Kind.NO_ANSWER);
    assertThat(failure.definite()).isFalse();
    assertThat(failure.text()).isEqualTo(text);
    assertThat(first.puts() + second.puts()).isEqualTo(1);
  }

  @Test
  void aReadIsRepeatedWhateverHappened() throws IOException {
    FakeServer first = server(Reply.failing(Status.UNAVAILABLE, "etcdserver: leader changed"));
    FakeServer second = server();
    KvClient.join(client(first.endpoint(), second.endpoint()).get("k"));
    assertThat(second.ranges()).isEqualTo(1);
  }

  @Test
  void aReadLeavesAnEndpointThatIsSilent() throws IOException {
    FakeServer first = server(Reply.silence());
    FakeServer second = server();
    KvClientConfig config = KvClientConfig.of(List.of(first.endpoint(), second.endpoint()));
    KvClient client = client(config.withAttemptTimeout(Duration.ofMillis(300)));
    KvClient.join(client.get("k"));
    assertThat(second.ranges()).isEqualTo(1);
  }

  @Test
  void aWriteWithoutAnAnswerIsIndefinite() throws IOException {
    FakeServer server = server(Reply.silence());
    KvClientConfig config = KvClientConfig.of(List.of(server.endpoint()));
    KvException failure = failure(client(config.withTimeout(Duration.ofMillis(300))));
    assertThat(failure.definite()).isFalse();
    assertThat(failure.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void nobodyListens() throws IOException {
    KvClientConfig config = KvClientConfig.of(List.of(closedPort(), closedPort()));
    KvException failure = failure(client(config.withoutWaiting()));
    assertThat(failure.kind()).isEqualTo(KvException.Kind.UNREACHABLE);
    assertThat(failure.definite()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, REFUSED",
    "RESOURCE_EXHAUSTED, REFUSED",
    "FAILED_PRECONDITION, REFUSED",
    "PERMISSION_DENIED, DENIED"
  })
  void aRefusalIsDefinite(Status.Code code, KvException.Kind kind) throws IOException {
    FakeServer server = server(Reply.failing(Status.fromCode(code), "no"));
    KvException failure = failure(client(server.endpoint()));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.definite()).isTrue();
    assertThat(server.puts()).isEqualTo(1);
  }

  @Test
  void roundRobinAsksEachInTurn() throws IOException {
    FakeServer first = server();
    FakeServer second = server();
    KvClient client =
        client(
            KvClientConfig.of(List.of(first.endpoint(), second.endpoint()))
                .withChoice(KvClientConfig.Choice.ROUND_ROBIN));
    for (int i = 0; i < 4; i++) {
      KvClient.join(client.get("k"));
    }
    assertThat(first.ranges()).isEqualTo(2);
    assertThat(second.ranges()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "host:port", "https://host:1", "a b:1"})
  void anEndpointThatIsNone(String endpoint) {
    assertThatThrownBy(() -> KvClientConfig.of(List.of(endpoint)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
