package dev.trimaran.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.client.etcd.ClusterGrpc;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.MemberListRequest;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.kv.machine.KvCommand;
import dev.trimaran.raft.kv.machine.KvLimits;
import dev.trimaran.raft.kv.machine.KvMachine;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.server.config.ConfigReader;
import dev.trimaran.server.config.Dialect;
import dev.trimaran.server.config.Resolution;
import dev.trimaran.server.config.ServerConfig;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerNodeTest {

  @TempDir Path directory;

  private ServerConfig config(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--name=n1",
                "--data-dir=" + directory.resolve("n1"),
                "--listen-client=127.0.0.1:0",
                "--listen-peer=127.0.0.1:0"));
    words.addAll(List.of(more));
    return ConfigReader.read(Resolution.of(Dialect.TRIMARAN, words, Map.of()));
  }

  private static HttpResponse<String> get(ServerNode node, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + node.clientPorts().getFirst() + path);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void publish(ServerNode node) {
    node.publish().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void servesProbesAsEtcdDoes() throws Exception {
    try (RunningStore store = RunningStore.start(config())) {
      ServerNode node = store.node();
      publish(node);
      assertThat(get(node, "/health").body()).isEqualTo("{\"health\":\"true\"}");
      assertThat(get(node, "/version").body())
          .isEqualTo("{\"etcdserver\":\"3.4.23\",\"etcdcluster\":\"3.4.0\"}");
      assertThat(get(node, "/livez").statusCode()).isEqualTo(200);
      assertThat(get(node, "/readyz?verbose").body()).contains("[+]linearizable_read ok");
      assertThat(get(node, "/metrics").body())
          .contains("etcd_server_has_leader 1.0")
          .contains("etcd_server_is_leader 1.0")
          .contains("etcd_server_leader_changes_seen_total")
          .contains("etcd_disk_wal_fsync_duration_seconds_bucket")
          .contains("etcd_server_version_info{server_version=\"3.4.23\"} 1");
    }
  }

  @Test
  void withoutALeaderItLivesButIsNotHealthy() throws Exception {
    String cluster = "--initial-cluster=n1=127.0.0.1:1,n2=127.0.0.1:2,n3=127.0.0.1:3";
    try (RunningStore store = RunningStore.start(config(cluster))) {
      ServerNode node = store.node();
      HttpResponse<String> health = get(node, "/health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).isEqualTo("{\"health\":\"false\"}");
      assertThat(get(node, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(node, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatWasWrittenIsThereAfterARestart() throws Exception {
    ByteString key = ByteString.copyFromUtf8("k");
    String id;
    try (RunningStore store = RunningStore.start(config())) {
      ServerNode node = store.node();
      publish(node);
      id = node.memberId();
      ManagedChannel channel = channel(node);
      KVGrpc.newBlockingStub(channel).put(PutRequest.newBuilder().setKey(key).build());
      channel.shutdownNow();
    }
    try (RunningStore store = RunningStore.start(config("--initial-cluster-state=existing"))) {
      ServerNode node = store.node();
      publish(node);
      assertThat(node.memberId()).isEqualTo(id);
      ManagedChannel channel = channel(node);
      assertThat(
              KVGrpc.newBlockingStub(channel)
                  .range(RangeRequest.newBuilder().setKey(key).build())
                  .getCount())
          .isEqualTo(1);
      var members =
          ClusterGrpc.newBlockingStub(channel).memberList(MemberListRequest.getDefaultInstance());
      assertThat(members.getMembers(0).getName()).isEqualTo("n1");
      assertThat(members.getHeader().getRevision()).isZero();
      channel.shutdownNow();
    }
  }

  /** Written when the store was the only Raft group and had the network for itself. */
  @Test
  void aDirectoryOfAStoreThatRanAloneGoesOn() throws Exception {
    ServerConfig config = config("--roles=kv,events", "--events-listen=127.0.0.1:0");
    Topology topology = Topology.of(config);
    KvMachine machine = new KvMachine(KvLimits.DEFAULT);
    try (RealWorld world =
            RealWorld.open(
                new RealWorldConfig(
                    topology.self(),
                    topology.clusterId(),
                    config.member().dataDir(),
                    config.member().peerListen().resolve(),
                    topology.peers()));
        RaftNode alone =
            RaftNode.start(
                world.world(),
                RaftNodeConfig.of(topology.self(), topology.clusterId(), topology.voters()),
                machine)) {
      var put =
          PutRequest.newBuilder()
              .setKey(ByteString.copyFromUtf8("k"))
              .setValue(ByteString.copyFromUtf8("old"))
              .build();
      alone.propose(KvCommand.put(put)).orTimeout(20, TimeUnit.SECONDS).join();
    }
    try (RunningStore store = RunningStore.start(config)) {
      publish(store.node());
      ManagedChannel channel = channel(store.node());
      var range = RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")).build();
      assertThat(KVGrpc.newBlockingStub(channel).range(range).getKvs(0).getValue().toStringUtf8())
          .isEqualTo("old");
      channel.shutdownNow();
    }
  }

  private static ManagedChannel channel(ServerNode node) {
    return NettyChannelBuilder.forAddress("127.0.0.1", node.clientPorts().getFirst())
        .usePlaintext()
        .build();
  }

  @Test
  void refusesWhatItCannotHave() throws Exception {
    assertThatThrownBy(() -> RunningStore.start(config("--initial-cluster-state=existing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is empty, and the cluster is said to exist already");
    try (RunningStore store = RunningStore.start(config())) {
      ServerNode node = store.node();
      int taken = node.clientPorts().getFirst();
      assertThatThrownBy(() ->
              RunningStore.start(
                  config(
                      "--data-dir=" + directory.resolve("n2"),
                      "--listen-client=127.0.0.1:" + taken)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen for clients on")
          .hasMessageContaining("--listen-client");
      assertThatThrownBy(() -> RunningStore.start(config())).isInstanceOf(IOException.class);
    }
  }
}
