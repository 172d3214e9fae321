package dev.trimaran.chaos.process.workload;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.etcd.Compare;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeResponse;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.client.mvcc.KeyValue;

/** The words of a history in those of the etcd protocol, and back. */
final class Exchange {

  private Exchange() {}

  static TxnRequest request(Command.CompareAndSet cas) {
    return TxnRequest.newBuilder()
        .addCompare(
            Compare.newBuilder()
                .setTarget(Compare.CompareTarget.VALUE)
                .setResult(Compare.CompareResult.EQUAL)
                .setKey(KvClient.bytes(cas.key()))
                .setValue(KvClient.bytes(cas.expected())))
        .addSuccess(
            RequestOp.newBuilder()
                .setRequestPut(
                    PutRequest.newBuilder()
                        .setKey(KvClient.bytes(cas.key()))
                        .setValue(KvClient.bytes(cas.value()))))
        .build();
  }

  static DeleteRangeRequest request(Command.Delete delete) {
    return DeleteRangeRequest.newBuilder().setKey(KvClient.bytes(delete.key())).build();
  }

  static Answer answer(RangeResponse response) {
    long revision = response.getHeader().getRevision();
    if (response.getKvsCount() == 0) {
      return new Answer(false, null, revision, Answer.NOT_GIVEN, Answer.NOT_GIVEN);
    }
    KeyValue found = response.getKvs(0);
    return new Answer(
        true,
        found.getValue().toStringUtf8(),
        revision,
        found.getModRevision(),
        found.getVersion());
  }

  static Answer answer(PutResponse response) {
    return Answer.at(response.getHeader().getRevision(), true);
  }

  static Answer answer(TxnResponse response) {
    return Answer.at(response.getHeader().getRevision(), response.getSucceeded());
  }

  static Answer answer(DeleteRangeResponse response) {
    return Answer.at(response.getHeader().getRevision(), response.getDeleted() > 0);
  }
}
