package dev.trimaran.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.client.gossip.GossipGrpc;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.client.users.DetailsReq;
import dev.trimaran.events.client.users.UsersGrpc;
import dev.trimaran.server.config.ConfigReader;
import dev.trimaran.server.config.Dialect;
import dev.trimaran.server.config.Resolution;
import dev.trimaran.server.config.ServerConfig;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gRPC and HTTP/1.1 on one port, encrypted. */
class EventServerTlsTest {

  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir Path directory;

  private KeyStore certificates() throws IOException, GeneralSecurityException {
    Path file = directory.resolve("server.p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", "server", "-dname", "CN=server"));
    command.addAll(List.of("-ext", "san=ip:127.0.0.1,dns:localhost"));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isZero();
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      all.load(in, PASSWORD);
    }
    return all;
  }

  private Path pem(String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        directory.resolve(what.replace(' ', '-') + ".pem"),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  @Test
  void oneEncryptedPortSpeaksBoth() throws Exception {
    KeyStore all = certificates();
    Path certificate = pem("CERTIFICATE", all.getCertificate("server").getEncoded());
    Path key = pem("PRIVATE KEY", all.getKey("server", PASSWORD).getEncoded());
    List<String> words =
        List.of(
            "--roles=events",
            "--name=n1",
            "--data-dir=" + directory.resolve("n1"),
            "--events-listen=127.0.0.1:0",
            "--events-tls-cert=" + certificate,
            "--events-tls-key=" + key,
            "--listen-peer=127.0.0.1:0");
    ServerConfig config = ConfigReader.read(Resolution.of(Dialect.TRIMARAN, words, Map.of()));
    try (RaftHost host = RaftHost.open(config);
        EventServer server = EventServer.start(host, config, List.of())) {
      server.ready().orTimeout(20, TimeUnit.SECONDS).join();
      assertThat(https(server, all)).contains("\"state\":\"leader\"", "\"type\":\"internal\"");
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.address().port())
              .sslContext(GrpcSslContexts.forClient().trustManager(certificate.toFile()).build())
              .build();
      try {
        assertThat(
                GossipGrpc.newBlockingStub(channel)
                    .read(Empty.getDefaultInstance())
                    .getMembersCount())
            .isEqualTo(1);
        Metadata headers = new Metadata();
        headers.put(
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("admin:changeit".getBytes(StandardCharsets.UTF_8)));
        var admin =
            UsersGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .details(DetailsReq.getDefaultInstance());
        assertThat(admin.next().getUserDetails().getLoginName()).isEqualTo("admin");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static String https(EventServer server, KeyStore all)
      throws IOException, InterruptedException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", all.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    URI uri = URI.create("https://127.0.0.1:" + server.address().port() + "/info");
    try (HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
