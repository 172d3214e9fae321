package dev.trimaran.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.server.config.ConfigReader;
import dev.trimaran.server.config.Dialect;
import dev.trimaran.server.config.Resolution;
import dev.trimaran.server.config.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventServerTest {

  @TempDir Path directory;

  private ServerConfig config(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--roles=events",
                "--name=n1",
                "--data-dir=" + directory.resolve("n1"),
                "--events-listen=127.0.0.1:0",
                "--listen-peer=127.0.0.1:0"));
    words.addAll(List.of(more));
    return ConfigReader.read(Resolution.of(Dialect.TRIMARAN, words, Map.of()));
  }

  private static HttpResponse<String> get(EventServer server, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.address().port() + path);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void answersOverHttpAsKurrentDbDoes() throws Exception {
    ServerConfig config = config();
    try (RaftHost host = RaftHost.open(config);
        EventServer server = EventServer.start(host, config, List.of())) {
      server.ready().orTimeout(20, TimeUnit.SECONDS).join();
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(204);
      assertThat(get(server, "/health/live?liveCode=200").statusCode()).isEqualTo(200);
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(204);
      assertThat(get(server, "/info").body())
          .contains("\"state\":\"leader\"", "\"type\":\"insecure\"");
      assertThat(get(server, "/stats").body()).contains("\"events\":0", "\"streams\":0");
      assertThat(get(server, "/metrics").body())
          .contains("trimaran_events_is_leader 1.0", "trimaran_events_events 0.0");
      assertThat(get(server, "/gossip").body())
          .contains("\"state\":\"Leader\"", "\"isAlive\":true");
      assertThat(Files.isDirectory(directory.resolve("n1/group-0000000000000002"))).isTrue();
    }
  }

  @Test
  void withoutALeaderItLivesButIsNotReady() throws Exception {
    ServerConfig config = config("--initial-cluster=n1=127.0.0.1:1,n2=127.0.0.1:2,n3=127.0.0.1:3");
    try (RaftHost host = RaftHost.open(config);
        EventServer server = EventServer.start(host, config, List.of())) {
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(204);
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(server, "/info").body()).contains("\"state\":\"unknown\"");
    }
  }

  @Test
  void refusesFilesThatAreNoCertificate() throws Exception {
    Path file = Files.writeString(directory.resolve("no.pem"), "no");
    ServerConfig config = config("--events-tls-cert=" + file, "--events-tls-key=" + file);
    try (RaftHost host = RaftHost.open(config)) {
      assertThatThrownBy(() -> EventServer.start(host, config, List.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the certificate " + file);
    }
  }
}
