package dev.trimaran.raft.kv.api;

import static dev.trimaran.raft.kv.api.ApiFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantResponse;
import dev.trimaran.raft.client.etcd.LeaseGrpc;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveRequest;
import dev.trimaran.raft.client.etcd.LeaseKeepAliveResponse;
import dev.trimaran.raft.client.etcd.LeaseLeasesRequest;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveRequest;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveResponse;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.WatchCreateRequest;
import dev.trimaran.raft.client.etcd.WatchGrpc;
import dev.trimaran.raft.client.etcd.WatchRequest;
import dev.trimaran.raft.client.etcd.WatchResponse;
import dev.trimaran.raft.client.mvcc.Event;
import io.grpc.Status.Code;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseServiceTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("k");

  private ApiFixture fixture;
  private LeaseGrpc.LeaseBlockingStub leases;
  private KVGrpc.KVBlockingStub kv;

  @BeforeEach
  void start() throws IOException {
    fixture = new ApiFixture();
    leases = LeaseGrpc.newBlockingStub(fixture.channel);
    kv = KVGrpc.newBlockingStub(fixture.channel);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private LeaseGrantResponse grant(long id, long ttl) {
    return leases.leaseGrant(LeaseGrantRequest.newBuilder().setID(id).setTTL(ttl).build());
  }

  private LeaseTimeToLiveResponse state(long id) {
    return leases.leaseTimeToLive(
        LeaseTimeToLiveRequest.newBuilder().setID(id).setKeys(true).build());
  }

  private void attach(long id) {
    kv.put(PutRequest.newBuilder().setKey(KEY).setLease(id).build());
  }

  private long count() {
    return kv.range(RangeRequest.newBuilder().setKey(KEY).build()).getCount();
  }

  @Test
  void grantsHaveLimits() {
    assertThat(grant(0, 60).getID()).isPositive();
    assertThat(grant(5, 1).getTTL()).isEqualTo(2);
    assertThat(grant(6, -1).getTTL()).isEqualTo(2);
    assertThat(grant(7, 9_000_000_000L).getTTL()).isEqualTo(9_000_000_000L);
    assertRefused(
        Code.OUT_OF_RANGE, "etcdserver: too large lease TTL", () -> grant(8, 9_000_000_001L));
    assertRefused(Code.FAILED_PRECONDITION, "etcdserver: lease already exists", () -> grant(5, 60));
    assertRefused(
        Code.NOT_FOUND,
        "etcdserver: requested lease not found",
        () -> leases.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(99).build()));
  }

  @Test
  void timeToLiveTellsWhatIsLeftAndWhatHangsOnIt() {
    grant(5, 60);
    attach(5);
    fixture.pass(Duration.ofSeconds(20));
    LeaseTimeToLiveResponse state = state(5);
    assertThat(state.getTTL()).isBetween(35L, 40L);
    assertThat(state.getGrantedTTL()).isEqualTo(60);
    assertThat(state.getKeysList()).containsExactly(KEY);
    assertThat(state.getHeader().getRevision()).isEqualTo(2);
    assertThat(state(99).getTTL()).isEqualTo(-1);
    assertThat(state(99).getGrantedTTL()).isZero();
  }

  @Test
  void leasesAreListedInTheOrderInWhichTheyRunOut() {
    grant(1, 300);
    grant(2, 100);
    grant(3, 200);
    var listed = leases.leaseLeases(LeaseLeasesRequest.getDefaultInstance());
    assertThat(listed.getLeasesList()).extracting(l -> l.getID()).containsExactly(2L, 3L, 1L);
  }

  @Test
  void aLeaseThatRunsOutTakesItsKeysAlong() {
    Collected<WatchResponse> watch = new Collected<>();
    WatchGrpc.newStub(fixture.channel)
        .watch(watch)
        .onNext(
            WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(KEY))
                .build());
    assertThat(watch.next().getCreated()).isTrue();
    grant(5, 10);
    attach(5);
    assertThat(watch.next().getEvents(0).getType()).isEqualTo(Event.EventType.PUT);
    fixture.pass(Duration.ofSeconds(9));
    assertThat(count()).isEqualTo(1);
    fixture.pass(Duration.ofSeconds(2));
    assertThat(watch.next().getEvents(0).getType()).isEqualTo(Event.EventType.DELETE);
    assertThat(count()).isZero();
    assertThat(state(5).getTTL()).isEqualTo(-1);
  }

  /** A grant and a revocation between two looks of the clock must not hide each other. */
  @Test
  void aLeaseGrantedAsAnotherIsRevokedRunsOutToo() {
    Collected<WatchResponse> watch = new Collected<>();
    WatchGrpc.newStub(fixture.channel)
        .watch(watch)
        .onNext(
            WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(KEY))
                .build());
    assertThat(watch.next().getCreated()).isTrue();
    grant(1, 100_000);
    leases.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(1).build());
    grant(2, 10);
    attach(2);
    watch.next();
    fixture.pass(Duration.ofSeconds(11));
    assertThat(watch.next().getEvents(0).getType()).isEqualTo(Event.EventType.DELETE);
  }

  @Test
  void renewalsKeepItAlive() {
    grant(5, 10);
    attach(5);
    Collected<LeaseKeepAliveResponse> replies = new Collected<>();
    var requests = LeaseGrpc.newStub(fixture.channel).leaseKeepAlive(replies);
    for (int i = 0; i < 3; i++) {
      fixture.pass(Duration.ofSeconds(8));
      requests.onNext(LeaseKeepAliveRequest.newBuilder().setID(5).build());
      assertThat(replies.next().getTTL()).isEqualTo(10);
    }
    assertThat(count()).isEqualTo(1);
    requests.onNext(LeaseKeepAliveRequest.newBuilder().setID(99).build());
    LeaseKeepAliveResponse unknown = replies.next();
    assertThat(unknown.getTTL()).isZero();
    assertThat(unknown.getID()).isEqualTo(99);
    requests.onCompleted();
    assertThat(replies.end().getCode()).isEqualTo(Code.OK);
  }
}
