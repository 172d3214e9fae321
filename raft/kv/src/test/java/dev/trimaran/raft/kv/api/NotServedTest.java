package dev.trimaran.raft.kv.api;

import static dev.trimaran.raft.kv.api.ApiFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.election.CampaignRequest;
import dev.trimaran.raft.client.election.ElectionGrpc;
import dev.trimaran.raft.client.election.LeaderRequest;
import dev.trimaran.raft.client.etcd.AuthEnableRequest;
import dev.trimaran.raft.client.etcd.AuthGrpc;
import dev.trimaran.raft.client.etcd.AuthenticateRequest;
import dev.trimaran.raft.client.etcd.ClusterGrpc;
import dev.trimaran.raft.client.etcd.MaintenanceGrpc;
import dev.trimaran.raft.client.etcd.MemberAddRequest;
import dev.trimaran.raft.client.etcd.MemberPromoteRequest;
import dev.trimaran.raft.client.etcd.MemberRemoveRequest;
import dev.trimaran.raft.client.etcd.MemberUpdateRequest;
import dev.trimaran.raft.client.etcd.SnapshotRequest;
import dev.trimaran.raft.client.lock.LockGrpc;
import dev.trimaran.raft.client.lock.LockRequest;
import dev.trimaran.raft.client.lock.UnlockRequest;
import io.grpc.Status.Code;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotServedTest {

  private ApiFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new ApiFixture();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static void assertNotServed(String text, ThrowingCallable call) {
    assertThat(text).startsWith("trimaran: ");
    assertRefused(Code.UNIMPLEMENTED, text, call);
  }

  @Test
  void authSaysThatThereAreNoUsers() {
    var auth = AuthGrpc.newBlockingStub(fixture.channel);
    var enable = AuthEnableRequest.getDefaultInstance();
    assertNotServed(NotServed.AUTH, () -> auth.authEnable(enable));
    var login = AuthenticateRequest.newBuilder().setName("root").build();
    assertNotServed(NotServed.AUTH, () -> auth.authenticate(login));
  }

  @Test
  void lockAndElectionNameTheOtherWay() {
    var lock = LockGrpc.newBlockingStub(fixture.channel);
    var name = ByteString.copyFromUtf8("a");
    var wanted = LockRequest.newBuilder().setName(name).build();
    assertNotServed(NotServed.LOCK, () -> lock.lock(wanted));
    var held = UnlockRequest.newBuilder().setKey(name).build();
    assertNotServed(NotServed.LOCK, () -> lock.unlock(held));
    var election = ElectionGrpc.newBlockingStub(fixture.channel);
    var campaign = CampaignRequest.newBuilder().setName(name).build();
    assertNotServed(NotServed.ELECTION, () -> election.campaign(campaign));
    var observed = election.observe(LeaderRequest.newBuilder().setName(name).build());
    assertNotServed(NotServed.ELECTION, observed::hasNext);
  }

  @Test
  void membersAndSnapshotsSayWhatIsMissing() {
    var cluster = ClusterGrpc.newBlockingStub(fixture.channel);
    var add = MemberAddRequest.getDefaultInstance();
    assertNotServed(NotServed.MEMBERS, () -> cluster.memberAdd(add));
    var remove = MemberRemoveRequest.getDefaultInstance();
    assertNotServed(NotServed.MEMBERS, () -> cluster.memberRemove(remove));
    var update = MemberUpdateRequest.getDefaultInstance();
    assertNotServed(NotServed.MEMBERS, () -> cluster.memberUpdate(update));
    var promote = MemberPromoteRequest.getDefaultInstance();
    assertNotServed(NotServed.MEMBERS, () -> cluster.memberPromote(promote));
    var maintenance = MaintenanceGrpc.newBlockingStub(fixture.channel);
    var chunks = maintenance.snapshot(SnapshotRequest.getDefaultInstance());
    assertNotServed(NotServed.SNAPSHOT, chunks::hasNext);
  }

  /** gRPC's own text for an unknown method never answers a method of etcd 3.4. */
  @Test
  void everyMethodOfEtcdIsRegistered() {
    Set<String> names = new HashSet<>();
    fixture
        .api
        .services()
        .forEach(service ->
            service
                .getMethods()
                .forEach(method -> names.add(method.getMethodDescriptor().getFullMethodName())));
    assertThat(names)
        .hasSizeGreaterThanOrEqualTo(46)
        .contains("etcdserverpb.Auth/UserGrantRole", "v3electionpb.Election/Resign");
  }
}
