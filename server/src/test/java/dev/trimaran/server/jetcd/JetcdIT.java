package dev.trimaran.server.jetcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.server.cluster.Program;
import dev.trimaran.server.cluster.RunningCluster;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.cluster.Member;
import io.etcd.jetcd.common.exception.CompactedException;
import io.etcd.jetcd.kv.DeleteResponse;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.LeaseOption;
import io.etcd.jetcd.options.PutOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JetcdIT {

  private static final boolean SELF = Boolean.getBoolean("differential.self");

  private static RunningCluster cluster;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    cluster = RunningCluster.start(SELF ? Program.etcd() : Program.trimaran(), 3);
    client =
        Client.builder()
            .endpoints(
                cluster.endpoints().stream()
                    .map(endpoint -> URI.create("http://" + endpoint))
                    .toArray(URI[]::new))
            .build();
  }

  @AfterAll
  static void stop() throws IOException {
    if (client != null) {
      client.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, UTF_8);
  }

  private static long put(String key, String value) {
    return get(client.getKVClient().put(bytes(key), bytes(value))).getHeader().getRevision();
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static List<String> keys(GetResponse response) {
    return response.getKvs().stream().map(kv -> kv.getKey().toString(UTF_8)).toList();
  }

  @Test
  void putsAndGetsWithPrefixLimitSortAndRevision() {
    long first = put("get/1", "one");
    put("get/2", "two");
    put("get/3", "three");
    put("get/1", "uno");
    var kv = client.getKVClient();

    GetResponse one = get(kv.get(bytes("get/1")));
    assertThat(one.getKvs().getFirst().getValue().toString(UTF_8)).isEqualTo("uno");
    assertThat(one.getKvs().getFirst().getVersion()).isEqualTo(2);
    assertThat(one.getKvs().getFirst().getCreateRevision()).isEqualTo(first);

    var prefix = GetOption.builder().isPrefix(true);
    assertThat(keys(get(kv.get(bytes("get/"), prefix.build()))))
        .containsExactly("get/1", "get/2", "get/3");

    GetResponse limited = get(kv.get(bytes("get/"), prefix.withLimit(2).build()));
    assertThat(keys(limited)).containsExactly("get/1", "get/2");
    assertThat(limited.isMore()).isTrue();
    assertThat(limited.getCount()).isEqualTo(3);

    var byRevision =
        GetOption.builder()
            .isPrefix(true)
            .withSortField(GetOption.SortTarget.MOD)
            .withSortOrder(GetOption.SortOrder.DESCEND)
            .build();
    assertThat(keys(get(kv.get(bytes("get/"), byRevision))))
        .containsExactly("get/1", "get/3", "get/2");

    GetResponse old = get(kv.get(bytes("get/1"), GetOption.builder().withRevision(first).build()));
    assertThat(old.getKvs().getFirst().getValue().toString(UTF_8)).isEqualTo("one");
  }

  @Test
  void deletesAPrefixAndTellsWhatWasThere() {
    put("del/1", "a");
    put("del/2", "b");
    var option = DeleteOption.builder().isPrefix(true).withPrevKV(true).build();
    DeleteResponse deleted = get(client.getKVClient().delete(bytes("del/"), option));
    assertThat(deleted.getDeleted()).isEqualTo(2);
    assertThat(deleted.getPrevKvs().stream().map(kv -> kv.getValue().toString(UTF_8)))
        .containsExactly("a", "b");
    assertThat(get(client.getKVClient().get(bytes("del/1"))).getKvs()).isEmpty();
  }

  @Test
  void aTransactionTakesTheBranchThatItsCompareSays() {
    put("txn/k", "v");
    Cmp holds = new Cmp(bytes("txn/k"), Cmp.Op.EQUAL, CmpTarget.value(bytes("v")));
    Op put = Op.put(bytes("txn/k"), bytes("then"), PutOption.DEFAULT);
    Op read = Op.get(bytes("txn/k"), GetOption.DEFAULT);
    TxnResponse then =
        get(client.getKVClient().txn().If(holds).Then(put, read).Else(read).commit());
    assertThat(then.isSucceeded()).isTrue();
    assertThat(then.getGetResponses().getFirst().getKvs().getFirst().getValue().toString(UTF_8))
        .isEqualTo("then");
    TxnResponse otherwise = get(client.getKVClient().txn().If(holds).Then(put).Else(read).commit());
    assertThat(otherwise.isSucceeded()).isFalse();
    assertThat(otherwise.getGetResponses()).hasSize(1);
  }

  @Test
  void aWatchTellsHistoryThenWhatHappens() throws InterruptedException {
    long from = put("watch/k", "1");
    put("watch/k", "2");
    BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    var option = WatchOption.builder().withRevision(from).isPrefix(true).withPrevKV(true).build();
    try (var watcher =
        client
            .getWatchClient()
            .watch(
                bytes("watch/"),
                option,
                (WatchResponse response) -> events.addAll(response.getEvents()))) {
      put("watch/k", "3");
      get(client.getKVClient().delete(bytes("watch/k")));
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        WatchEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("event " + i).isNotNull();
        seen.add(
            event.getEventType()
                + " "
                + event.getKeyValue().getValue().toString(UTF_8)
                + " after "
                + event.getPrevKV().getValue().toString(UTF_8));
      }
      assertThat(seen)
          .containsExactly("PUT 1 after ", "PUT 2 after 1", "PUT 3 after 2", "DELETE  after 3");
    }
  }

  @Test
  void aLeaseIsKeptAliveAndTakesItsKeysWithIt() throws InterruptedException {
    var leases = client.getLeaseClient();
    long id = get(leases.grant(60)).getID();
    var attached = PutOption.builder().withLeaseId(id).build();
    get(client.getKVClient().put(bytes("lease/k"), bytes("v"), attached));
    KeyValue stored = get(client.getKVClient().get(bytes("lease/k"))).getKvs().getFirst();
    assertThat(stored.getLease()).isEqualTo(id);

    var alive = new LinkedBlockingQueue<LeaseKeepAliveResponse>();
    try (var keeping = leases.keepAlive(id, observer(alive))) {
      LeaseKeepAliveResponse answer = alive.poll(20, TimeUnit.SECONDS);
      assertThat(answer).isNotNull();
      assertThat(answer.getTTL()).isEqualTo(60);
    }
    var withKeys = LeaseOption.builder().withAttachedKeys().build();
    var ttl = get(leases.timeToLive(id, withKeys));
    assertThat(ttl.getGrantedTTL()).isEqualTo(60);
    assertThat(ttl.getTTL()).isBetween(50L, 60L);
    assertThat(ttl.getKeys()).containsExactly(bytes("lease/k"));

    get(leases.revoke(id));
    assertThat(get(client.getKVClient().get(bytes("lease/k"))).getKvs()).isEmpty();
  }

  @Test
  void aLeaseThatNobodyKeepsAliveExpires() throws InterruptedException {
    long id = get(client.getLeaseClient().grant(2)).getID();
    BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    var attached = PutOption.builder().withLeaseId(id).build();
    long put =
        get(client.getKVClient().put(bytes("expiry/k"), bytes("v"), attached))
            .getHeader()
            .getRevision();
    var option = WatchOption.builder().withRevision(put + 1).build();
    try (var watcher =
        client
            .getWatchClient()
            .watch(
                bytes("expiry/k"),
                option,
                (WatchResponse response) -> events.addAll(response.getEvents()))) {
      WatchEvent gone = events.poll(30, TimeUnit.SECONDS);
      assertThat(gone).isNotNull();
      assertThat(gone.getEventType()).isEqualTo(WatchEvent.EventType.DELETE);
    }
  }

  @Test
  void whatIsCompactedCannotBeReadOrWatched() throws InterruptedException {
    long old = put("compact/k", "1");
    long now = put("compact/k", "2");
    get(client.getKVClient().compact(now));
    var past = GetOption.builder().withRevision(old).build();
    assertThatThrownBy(() -> get(client.getKVClient().get(bytes("compact/k"), past)))
        .hasMessageContaining("required revision has been compacted");

    var failures = new LinkedBlockingQueue<Throwable>();
    var option = WatchOption.builder().withRevision(old).build();
    try (var watcher =
        client.getWatchClient().watch(bytes("compact/k"), option, response -> {}, failures::add)) {
      Throwable failure = failures.poll(20, TimeUnit.SECONDS);
      assertThat(failure).isInstanceOf(CompactedException.class);
      assertThat(((CompactedException) failure).getCompactedRevision()).isEqualTo(now);
    }
  }

  @Test
  void statusAndMembersNameTheCluster() {
    List<Member> members = get(client.getClusterClient().listMember()).getMembers();
    assertThat(members.stream().map(Member::getName)).containsExactlyInAnyOrder("n1", "n2", "n3");
    for (String endpoint : cluster.endpoints()) {
      var status = get(client.getMaintenanceClient().statusMember("http://" + endpoint));
      assertThat(status.getVersion()).startsWith("3.");
      assertThat(members.stream().map(Member::getId)).contains(status.getLeader());
    }
  }

  private static StreamObserver<LeaseKeepAliveResponse> observer(
      BlockingQueue<LeaseKeepAliveResponse> answers) {
    return new StreamObserver<>() {
      @Override
      public void onNext(LeaseKeepAliveResponse answer) {
        answers.add(answer);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {}
    };
  }
}
