package dev.trimaran.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.cache.node.model.SavePoint;
import dev.trimaran.cache.node.model.SyncPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

  @TempDir Path directory;

  private static Resolution resolve(Map<String, String> environment, String... words) {
    return Resolution.of(Dialect.TRIMARAN, List.of(words), environment);
  }

  private static ServerConfig read(String... words) {
    return ConfigReader.read(resolve(Map.of(), words));
  }

  private static ServerConfig readEtcd(String... words) {
    return ConfigReader.read(Resolution.of(Dialect.ETCD, List.of(words), Map.of()));
  }

  @Test
  void defaultsMakeASingleNodeOnLoopback() {
    ServerConfig config = read();
    assertThat(config.member().name()).isEqualTo("default");
    assertThat(config.member().dataDir()).isEqualTo(Path.of("default.trimaran"));
    assertThat(config.client().listen()).containsExactly(new HostPort("127.0.0.1", 2379));
    assertThat(config.client().advertisedUrls()).containsExactly("http://127.0.0.1:2379");
    assertThat(config.cluster().members())
        .containsExactly(new MemberSpec("default", List.of(new HostPort("127.0.0.1", 2380))));
    assertThat(config.raft().election()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.client().maxTxnOps()).isEqualTo(128);
    assertThat(config.store().quotaBytes()).isEqualTo(2L << 30);
  }

  @Test
  void flagsBeatEnvironmentBeatsFileBeatsDefault() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("t.toml"),
            """
            [member]
            name = "file"
            [raft]
            heartbeat-interval-ms = 50
            snapshot-count = 7
            [client]
            max-txn-ops = 9
            """);
    Resolution resolution =
        resolve(
            Map.of("TRIMARAN_NAME", "env", "TRIMARAN_SNAPSHOT_COUNT", "8"),
            "--config",
            file.toString(),
            "--name=flag");
    ServerConfig config = ConfigReader.read(resolution);
    assertThat(config.member().name()).isEqualTo("flag");
    assertThat(config.raft().snapshotCount()).isEqualTo(8);
    assertThat(config.client().maxTxnOps()).isEqualTo(9);
    assertThat(config.raft().heartbeat()).isEqualTo(Duration.ofMillis(50));
    assertThat(resolution.value(Setting.NAME).origin()).isEqualTo(new Origin.Flag("name"));
    assertThat(resolution.value(Setting.RAFT_SNAPSHOT_COUNT).origin())
        .isEqualTo(new Origin.Environment("TRIMARAN_SNAPSHOT_COUNT"));
    assertThat(resolution.value(Setting.CLIENT_MAX_TXN_OPS).origin())
        .isEqualTo(new Origin.File(file.toString()));
    assertThat(resolution.value(Setting.LOG_LEVEL).origin()).isEqualTo(new Origin.Default());
    assertThat(resolution.describe()).contains("member.name").contains("flag --name");
  }

  @Test
  void readsJsonAndLists() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("t.json"),
            """
            {"member": {"name": "j"}, "cluster": {"initial": ["j=127.0.0.1:1", "k=127.0.0.1:2"]}}
            """);
    assertThat(read("--config", file.toString()).cluster().members()).hasSize(2);
  }

  @Test
  void unknownNamesAreRefusedWithTheNearest() throws IOException {
    assertThatThrownBy(() -> read("--data-dri", "x"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("unknown flag --data-dri; the nearest is --data-dir");
    Path file = Files.writeString(directory.resolve("t.toml"), "[raft]\nelection-timeout = 5\n");
    assertThatThrownBy(() -> read("--config", file.toString()))
        .hasMessageContaining("unknown key raft.election-timeout in")
        .hasMessageContaining("the nearest is raft.election-timeout-ms");
    assertThat(resolve(Map.of("TRIMARAN_NMAE", "x")).warnings())
        .containsExactly(
            "unknown environment variable TRIMARAN_NMAE is ignored; the nearest is TRIMARAN_NAME");
    assertThat(resolve(Map.of("TRIMARAN_JAVA_OPTS", "x")).warnings()).isEmpty();
  }

  @Test
  void wrongValuesSayWhatGaveThem() throws IOException {
    assertThatThrownBy(() -> read("--max-txn-ops", "many"))
        .hasMessage("--max-txn-ops is 'many'; it is a number from 1 to 2147483647");
    assertThatThrownBy(() -> read("--listen-peer", "127.0.0.1"))
        .hasMessageContaining("which has no port");
    assertThatThrownBy(() -> read("--listen-peer", "127.0.0.1:70000"))
        .hasMessageContaining("from 0 to 65535");
    assertThatThrownBy(() -> read("--election-timeout-ms", "400"))
        .hasMessageContaining("less than five heartbeats of 100 ms");
    assertThatThrownBy(() -> read("--name", "a", "--initial-cluster", "b=127.0.0.1:1"))
        .hasMessageContaining("does not name this node, 'a'");
    assertThatThrownBy(
            () -> read("--name", "a", "--initial-cluster", "a=127.0.0.1:1,b=127.0.0.1:1"))
        .hasMessageContaining("two members the same address");
    assertThatThrownBy(() -> read("--name")).hasMessage("flag --name needs a value");
    assertThatThrownBy(() -> read("stray")).hasMessageContaining("'stray' is not a flag");
    assertThatThrownBy(() -> read("--config", directory.resolve("none").toString()))
        .hasMessageContaining("cannot be read");
    Path file = Files.writeString(directory.resolve("bad.toml"), "[raft\n");
    assertThatThrownBy(() -> read("--config", file.toString()))
        .hasMessageContaining("is not well-formed");
  }

  @Test
  void bindsBeyondLoopbackNeedAWord() {
    assertThatThrownBy(() -> read("--listen-client", "0.0.0.0:2379"))
        .hasMessageContaining("which other machines can reach")
        .hasMessageContaining("--insecure-bind");
    assertThat(read("--listen-client", ":2379", "--insecure-bind").client().listen())
        .containsExactly(new HostPort("0.0.0.0", 2379));
    assertThat(readEtcd("--listen-client-urls", "http://0.0.0.0:2379").client().listen())
        .containsExactly(new HostPort("0.0.0.0", 2379));
  }

  @Test
  void etcdsFlagsMeanTheSame() {
    ServerConfig config =
        readEtcd(
            "--name",
            "n1",
            "-data-dir=/tmp/d",
            "--listen-client-urls",
            "http://127.0.0.1:1,http://[::1]:1",
            "--advertise-client-urls",
            "http://127.0.0.1:1",
            "--listen-peer-urls",
            "http://127.0.0.1:2",
            "--initial-advertise-peer-urls",
            "http://127.0.0.1:2",
            "--initial-cluster",
            "n1=http://127.0.0.1:2,n2=http://127.0.0.1:3",
            "--enable-pprof",
            "--logger",
            "zap",
            "--auto-compaction-retention=0",
            "--client-cert-auth=false",
            "--quota-backend-bytes",
            "0");
    assertThat(config.cluster().token()).isEqualTo("etcd-cluster");
    assertThat(config.cluster().members().get(1).peerUrls()).containsExactly("http://127.0.0.1:3");
    assertThat(config.client().listen()).hasSize(2);
    assertThat(config.store().quotaBytes()).isEqualTo(2L << 30);
  }

  @Test
  void etcdsUnservedFlagsAreRefusedByName() {
    assertThatThrownBy(() -> readEtcd("--cert-file", "x"))
        .hasMessage("--cert-file is not supported yet (given: 'x'); leave it out");
    assertThatThrownBy(() -> readEtcd("--auto-tls")).hasMessageContaining("--auto-tls is not");
    assertThatThrownBy(() -> readEtcd("--listen-client-urls", "https://127.0.0.1:1"))
        .hasMessageContaining("TLS and unix sockets are not supported yet");
    assertThatThrownBy(() -> Resolution.of(Dialect.ETCD, List.of(), Map.of("ETCD_CERT_FILE", "x")))
        .hasMessageContaining("ETCD_CERT_FILE is not supported yet");
    assertThatThrownBy(() -> readEtcd("--listen-client", "x"))
        .hasMessageContaining("the nearest is --listen-client-urls");
    assertThatThrownBy(() ->
            readEtcd(
                "--name=a",
                "--initial-cluster=a=http://127.0.0.1:1",
                "--initial-advertise-peer-urls=http://127.0.0.1:2"))
        .hasMessageContaining("make them equal");
  }

  @Test
  void theCacheHasASectionOfItsOwn() throws IOException {
    ServerConfig config =
        read(
            "--roles",
            "cache",
            "--cache-max-memory=512mb",
            "--cache-append-only",
            "--cache-append-fsync=always",
            "--cache-save=60 5");
    assertThat(config.roles()).containsExactly(ServerConfig.Role.CACHE);
    assertThat(config.cache().directory()).isEqualTo(Path.of("default.trimaran", "cache"));
    CacheConfig cache = config.cache().config();
    assertThat(cache.listeners().addresses())
        .containsExactly(new InetSocketAddress("127.0.0.1", 6379));
    assertThat(cache.memory().maxBytes()).isEqualTo(512L * 1024 * 1024);
    assertThat(cache.durability())
        .isEqualTo(
            new CacheConfig.Durability(true, SyncPolicy.ALWAYS, List.of(new SavePoint(60, 5))));
    assertThat(read().roles()).containsExactly(ServerConfig.Role.KV);
    assertThatThrownBy(() -> read("--roles", "cash"))
        .hasMessageContaining("kv, events, cache, or several");
    assertThatThrownBy(() -> read("--cache-max-memory", "lots")).hasMessageContaining("512mb");
    assertThatThrownBy(() -> read("--cache-save", "60")).hasMessageContaining("in turn");
  }

  @Test
  void aCacheThatOthersReachHasAPassword() throws IOException {
    assertThatThrownBy(() -> read("--cache-listen", "0.0.0.0:6379"))
        .hasMessageContaining("nobody needs a password");
    assertThatThrownBy(() -> read("--cache-password", "secret"))
        .hasMessageContaining("can be read by everybody");
    Resolution secret =
        resolve(Map.of("TRIMARAN_CACHE_PASSWORD", "secret"), "--cache-listen", "0.0.0.0:6379");
    assertThat(ConfigReader.read(secret).cache().config().password()).contains("secret");
    assertThat(secret.describe()).doesNotContain("secret");
    Path file = Files.writeString(directory.resolve("password"), "hush\n");
    ServerConfig read =
        read("--cache-password-file", file.toString(), "--cache-listen", "0.0.0.0:6379");
    assertThat(read.cache().config().password()).contains("hush");
    assertThatThrownBy(() -> read("--cache-tls-cert", "c.pem"))
        .hasMessageContaining("TLS needs both");
  }

  @Test
  void aMemberThatLostItsDataSaysSo() {
    assertThat(read().cluster().start()).isEqualTo(ServerConfig.Start.NEW);
    assertThat(read("--initial-cluster-state=rejoin").cluster().start())
        .isEqualTo(ServerConfig.Start.REJOIN);
    assertThatThrownBy(() -> read("--initial-cluster-state=gone"))
        .hasMessageContaining("[existing, new, rejoin]");
  }

  @Test
  void theEventStoreHasASectionOfItsOwn() {
    ServerConfig config =
        read(
            "--roles=kv,events",
            "--events-listen=127.0.0.1:3113",
            "--events-max-event-bytes=1mb",
            "--events-max-append-bytes=2mb");
    assertThat(config.roles())
        .containsExactlyInAnyOrder(ServerConfig.Role.KV, ServerConfig.Role.EVENTS);
    assertThat(config.events().listen().port()).isEqualTo(3113);
    assertThat(config.events().advertise()).isEqualTo(config.events().listen());
    assertThat(config.events().authentication()).isFalse();
    assertThat(config.events().limits().eventBytes()).isEqualTo(1 << 20);
    assertThat(config.events().limits().appendBytes()).isEqualTo(2 << 20);
    assertThat(read("--events-advertise=events.example:2113").events().advertise().host())
        .isEqualTo("events.example");
    assertThat(read("--events-authentication=on").events().authentication()).isTrue();
    assertThatThrownBy(() -> read("--events-max-append-bytes=1gb"))
        .hasMessageContaining("from 1 to 33554432 bytes");
    assertThatThrownBy(() -> read("--events-max-event-bytes=3mb", "--events-max-append-bytes=2mb"))
        .hasMessageContaining("from 1 to 2097152 bytes");
  }

  @Test
  void anEventStoreThatOthersReachIsEncryptedAndAsksForPasswords() {
    assertThatThrownBy(() -> read("--events-listen=0.0.0.0:2113"))
        .hasMessageContaining("in clear")
        .hasMessageContaining("--insecure-bind");
    assertThatThrownBy(() -> read("--events-tls-cert=c.pem"))
        .hasMessageContaining("TLS needs both");
    String[] tls = {"--events-listen=0.0.0.0:2113", "--events-tls-cert=c", "--events-tls-key=k"};
    assertThat(read(tls).events().authentication()).isTrue();
    assertThatThrownBy(() -> read(tls[0], tls[1], tls[2], "--events-authentication=off"))
        .hasMessageContaining("nobody needs a password");
    assertThat(read("--events-listen=0.0.0.0:2113", "--insecure-bind").events().tls()).isEmpty();
  }
}
