package dev.trimaran.raft.kv.api;

import static dev.trimaran.raft.kv.api.ApiFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.Compare;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.MaintenanceGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.StatusRequest;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.kv.machine.KvLimits;
import dev.trimaran.raft.node.RaftException;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KvServiceTest {

  private ApiFixture fixture;
  private KVGrpc.KVBlockingStub kv;

  @BeforeEach
  void start() throws IOException {
    fixture = new ApiFixture();
    kv = KVGrpc.newBlockingStub(fixture.channel);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private static PutRequest put(String key, String value) {
    return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
  }

  private static RequestOp putOp(String key) {
    return RequestOp.newBuilder().setRequestPut(put(key, "v")).build();
  }

  private static RequestOp deleteOp(String key, String end) {
    return RequestOp.newBuilder()
        .setRequestDeleteRange(
            DeleteRangeRequest.newBuilder().setKey(bytes(key)).setRangeEnd(bytes(end)))
        .build();
  }

  private static RequestOp nested(TxnRequest.Builder txn) {
    return RequestOp.newBuilder().setRequestTxn(txn).build();
  }

  @Test
  void headersSayWhoAnswersAndAsOfWhen() {
    var header = kv.put(put("a", "1")).getHeader();
    assertThat(header.getClusterId()).isEqualTo(99);
    assertThat(header.getMemberId()).isEqualTo(LocalNode.SELF.value());
    assertThat(header.getRevision()).isEqualTo(2);
    assertThat(header.getRaftTerm()).isEqualTo(7);
    kv.put(put("a", "2"));
    var range = kv.range(RangeRequest.newBuilder().setKey(bytes("a")).setRevision(2).build());
    assertThat(range.getHeader().getRevision()).isEqualTo(3);
    assertThat(range.getKvs(0).getValue().toStringUtf8()).isEqualTo("1");
  }

  @Test
  void checksComeInEtcdsOrder() {
    String emptyKey = "etcdserver: key is not provided";
    assertRefused(Code.INVALID_ARGUMENT, emptyKey, () -> kv.put(put("", "1")));
    assertRefused(
        Code.INVALID_ARGUMENT, emptyKey, () -> kv.range(RangeRequest.getDefaultInstance()));
    assertRefused(
        Code.INVALID_ARGUMENT,
        emptyKey,
        () -> kv.deleteRange(DeleteRangeRequest.getDefaultInstance()));
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: value is provided",
        () -> kv.put(put("a", "1").toBuilder().setIgnoreValue(true).setIgnoreLease(true).build()));
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: lease is provided",
        () -> kv.put(put("a", "1").toBuilder().setIgnoreLease(true).setLease(1).build()));
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: key not found",
        () -> kv.put(put("a", "1").toBuilder().setIgnoreLease(true).build()));
    assertRefused(
        Code.NOT_FOUND,
        "etcdserver: requested lease not found",
        () -> kv.put(put("a", "1").toBuilder().setLease(1).build()));
    assertRefused(
        Code.OUT_OF_RANGE,
        "etcdserver: mvcc: required revision is a future revision",
        () -> kv.range(RangeRequest.newBuilder().setKey(bytes("a")).setRevision(9).build()));
  }

  @Test
  void transactionsAreChecked() {
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: duplicate key given in txn request",
        () ->
            kv.txn(TxnRequest.newBuilder().addSuccess(putOp("a")).addSuccess(putOp("a")).build()));
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: duplicate key given in txn request",
        () ->
            kv.txn(
                TxnRequest.newBuilder()
                    .addSuccess(putOp("b"))
                    .addSuccess(deleteOp("a", "c"))
                    .build()));
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: key not found",
        () -> kv.txn(TxnRequest.newBuilder().addFailure(RequestOp.getDefaultInstance()).build()));
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: key is not provided",
        () -> kv.txn(TxnRequest.newBuilder().addCompare(Compare.getDefaultInstance()).build()));
    TxnRequest.Builder many = TxnRequest.newBuilder();
    for (int i = 0; i < 128; i++) {
      many.addSuccess(putOp("k" + i));
    }
    assertThat(kv.txn(many.build()).getResponsesCount()).isEqualTo(128);
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: too many operations in txn request",
        () -> kv.txn(many.addSuccess(putOp("k128")).build()));
  }

  @Test
  void branchesOfANestedTransactionMayShareKeysButNotWithTheirParent() {
    TxnRequest.Builder either =
        TxnRequest.newBuilder().addSuccess(putOp("a")).addFailure(putOp("a"));
    TxnResponse response = kv.txn(TxnRequest.newBuilder().addSuccess(nested(either)).build());
    assertThat(response.getResponses(0).getResponseTxn().getSucceeded()).isTrue();
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: duplicate key given in txn request",
        () ->
            kv.txn(
                TxnRequest.newBuilder().addSuccess(nested(either)).addSuccess(putOp("a")).build()));
  }

  @Test
  void readOnlyTransactionsLeaveNoTrace() {
    kv.put(put("a", "1"));
    long index = fixture.node.applied();
    RequestOp range =
        RequestOp.newBuilder()
            .setRequestRange(RangeRequest.newBuilder().setKey(bytes("a")))
            .build();
    TxnResponse response = kv.txn(TxnRequest.newBuilder().addSuccess(range).build());
    assertThat(response.getHeader().getRevision()).isEqualTo(2);
    assertThat(response.getResponses(0).getResponseRange().getKvsCount()).isEqualTo(1);
    assertThat(fixture.node.applied()).isEqualTo(index);
  }

  @Test
  void compaction() {
    for (int i = 0; i < 5; i++) {
      kv.put(put("a", "" + i));
    }
    CompactionRequest request =
        CompactionRequest.newBuilder().setRevision(3).setPhysical(true).build();
    assertThat(kv.compact(request).getHeader().getRevision()).isEqualTo(6);
    String compacted = "etcdserver: mvcc: required revision has been compacted";
    assertRefused(Code.OUT_OF_RANGE, compacted, () -> kv.compact(request));
    assertRefused(
        Code.OUT_OF_RANGE,
        compacted,
        () -> kv.range(RangeRequest.newBuilder().setKey(bytes("a")).setRevision(2).build()));
  }

  @Test
  void theOversizedIsRefused() {
    assertRefused(
        Code.INVALID_ARGUMENT,
        "etcdserver: request is too large",
        () -> kv.put(put("a", "x".repeat(1_572_864))));
    assertThat(kv.put(put("a", "x".repeat(1_500_000))).getHeader().getRevision()).isEqualTo(2);
  }

  @Test
  void faultsOfTheClusterHaveEtcdsTexts() {
    fixture.node.fail(RaftException.Reason.NO_LEADER);
    assertRefused(Code.UNAVAILABLE, "etcdserver: request timed out", () -> kv.put(put("a", "1")));
    fixture.node.fail(RaftException.Reason.TIMEOUT);
    assertRefused(Code.UNAVAILABLE, "etcdserver: request timed out", () -> kv.put(put("a", "1")));
    RangeRequest range = RangeRequest.newBuilder().setKey(bytes("a")).build();
    assertRefused(Code.UNAVAILABLE, "etcdserver: request timed out", () -> kv.range(range));
    assertThat(kv.range(range.toBuilder().setSerializable(true).build()).getCount()).isZero();
    fixture.node.fail(RaftException.Reason.OVERLOADED);
    assertRefused(
        Code.RESOURCE_EXHAUSTED, "etcdserver: too many requests", () -> kv.put(put("a", "1")));
    fixture.node.fail(RaftException.Reason.TRANSFER);
    assertRefused(Code.UNAVAILABLE, "etcdserver: leader changed", () -> kv.put(put("a", "1")));
  }

  @Test
  void whoRequiresALeaderIsToldAtOnce() {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER), "true");
    var strict = kv.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
    RangeRequest range = RangeRequest.newBuilder().setKey(bytes("a")).setSerializable(true).build();
    assertThat(strict.range(range).getCount()).isZero();
    fixture.node.lead(null);
    assertRefused(Code.UNAVAILABLE, "etcdserver: no leader", () -> strict.range(range));
    assertThat(kv.range(range).getCount()).isZero();
    var status =
        MaintenanceGrpc.newBlockingStub(fixture.channel).status(StatusRequest.getDefaultInstance());
    assertThat(status.getErrorsList()).containsExactly("etcdserver: no leader");
  }

  @Test
  void theQuotaRaisesAnAlarmThatStops() throws IOException {
    try (ApiFixture small = new ApiFixture(new KvLimits(4_000, 10, 100))) {
      var stub = KVGrpc.newBlockingStub(small.channel);
      assertRefused(
          Code.RESOURCE_EXHAUSTED,
          "etcdserver: mvcc: database space exceeded",
          () -> {
            for (int i = 0; i < 20; i++) {
              stub.put(put("key" + i, "x".repeat(500)));
            }
          });
      var status =
          MaintenanceGrpc.newBlockingStub(small.channel).status(StatusRequest.getDefaultInstance());
      assertThat(status.getErrorsList()).containsExactly("memberID:81 alarm:NOSPACE ");
      RangeRequest range = RangeRequest.newBuilder().setKey(bytes("key0")).build();
      assertThat(stub.range(range).getCount()).isEqualTo(1);
      assertRefused(
          Code.RESOURCE_EXHAUSTED,
          "etcdserver: mvcc: database space exceeded",
          () -> stub.txn(TxnRequest.newBuilder().addFailure(putOp("b")).build()));
      assertThat(stub.txn(TxnRequest.newBuilder().addSuccess(deleteOp("key0", "")).build()))
          .matches(TxnResponse::getSucceeded);
      assertThat(stub.range(range).getCount()).isZero();
    }
  }
}
