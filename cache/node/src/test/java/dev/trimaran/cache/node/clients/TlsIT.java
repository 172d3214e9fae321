package dev.trimaran.cache.node.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Jedis over TLS: certificates of servers and clients, passwords and users. */
@Timeout(60)
final class TlsIT {

  private static final Optional<String> NOBODY = Optional.empty();
  private static Certificates certificates;

  @BeforeAll
  static void make(@TempDir Path directory) throws IOException, GeneralSecurityException {
    certificates = Certificates.in(directory);
  }

  private static Jedis jedis(RunningCache cache, SSLSocketFactory factory, String user) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .ssl(true)
            .sslSocketFactory(factory)
            .timeoutMillis(10_000)
            .password("secret");
    if (!user.isEmpty()) {
      config.user(user);
    }
    return new Jedis(new HostAndPort("127.0.0.1", cache.port()), config.build());
  }

  private static RunningCache start(boolean clientsToo)
      throws IOException, GeneralSecurityException {
    return RunningCache.start(Optional.of("secret"), Optional.of(certificates.server(clientsToo)));
  }

  @Test
  void passwordsAndUsersAreAskedForOverTls() throws Exception {
    SSLSocketFactory factory = certificates.client("ca", NOBODY);
    try (RunningCache cache = start(false);
        Jedis owner = jedis(cache, factory, "")) {
      assertThat(owner.set("k", "v".repeat(100_000))).isEqualTo("OK");
      assertThat(owner.get("k")).hasSize(100_000);
      assertThat(owner.aclSetUser("reader", "on", ">secret", "~*", "+@connection", "+get"))
          .isEqualTo("OK");
      try (Jedis reader = jedis(cache, factory, "reader")) {
        assertThat(reader.get("k")).hasSize(100_000);
        assertThatThrownBy(() -> reader.set("k", "w"))
            .isInstanceOf(JedisAccessControlException.class)
            .hasMessageContaining("NOPERM");
      }
      assertThatThrownBy(() -> jedis(cache, factory, "nobody").ping())
          .isInstanceOf(JedisAccessControlException.class)
          .hasMessageContaining("WRONGPASS");
    }
  }

  @Test
  void whoTrustsAnotherAuthorityDoesNotConnect() throws Exception {
    SSLSocketFactory wrong = certificates.client("stranger", NOBODY);
    try (RunningCache cache = start(false)) {
      assertThatThrownBy(() -> jedis(cache, wrong, "").ping())
          .isInstanceOf(JedisConnectionException.class);
      assertServes(cache, certificates.client("ca", NOBODY));
    }
  }

  @Test
  void plainTextIsDisconnected() throws Exception {
    try (RunningCache cache = start(false);
        Socket socket = new Socket("127.0.0.1", cache.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("PING\r\nPING\r\n".getBytes(US_ASCII));
      assertThat(told(socket)).doesNotContain("PONG");
      assertServes(cache, certificates.client("ca", NOBODY));
    }
  }

  private static String told(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (SocketException reset) {
      return "";
    }
  }

  @Test
  void clientsShowACertificateWhereTheyMust() throws Exception {
    try (RunningCache cache = start(true)) {
      assertServes(cache, certificates.client("ca", Optional.of("client")));
      SSLSocketFactory bare = certificates.client("ca", NOBODY);
      assertThatThrownBy(() -> jedis(cache, bare, "").ping()).isInstanceOf(JedisException.class);
      SSLSocketFactory stranger = certificates.client("ca", Optional.of("stranger"));
      assertThatThrownBy(() -> jedis(cache, stranger, "").ping())
          .isInstanceOf(JedisException.class);
      assertServes(cache, certificates.client("ca", Optional.of("client")));
    }
  }

  private static void assertServes(RunningCache cache, SSLSocketFactory factory) {
    try (Jedis jedis = jedis(cache, factory, "")) {
      assertThat(jedis.ping()).isEqualTo("PONG");
    }
  }
}
