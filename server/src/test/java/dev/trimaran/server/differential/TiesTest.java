package dev.trimaran.server.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeRequest.SortTarget;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.ResponseOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.TxnResponse;
import dev.trimaran.raft.client.mvcc.KeyValue;
import org.junit.jupiter.api.Test;

/** What of a sorted range counts, and what does not. Keys are written as {@code key=value}. */
class TiesTest {

  private static final RangeRequest BY_VALUE =
      RangeRequest.newBuilder().setSortTarget(SortTarget.VALUE).build();

  private static RangeResponse told(long count, boolean more, String... kvs) {
    RangeResponse.Builder told = RangeResponse.newBuilder().setCount(count).setMore(more);
    for (String kv : kvs) {
      String[] parts = kv.split("=", 2);
      told.addKvs(
          KeyValue.newBuilder()
              .setKey(ByteString.copyFromUtf8(parts[0]))
              .setValue(ByteString.copyFromUtf8(parts[1])));
    }
    return told.build();
  }

  private static boolean same(RangeRequest request, RangeResponse a, RangeResponse b) {
    boolean alone = Ties.settled(request, a).equals(Ties.settled(request, b));
    assertThat(
            Ties.settled(inTxn(request), inTxn(a)).equals(Ties.settled(inTxn(request), inTxn(b))))
        .isEqualTo(alone);
    return alone;
  }

  private static TxnRequest inTxn(RangeRequest request) {
    var nested =
        TxnRequest.newBuilder().addFailure(RequestOp.newBuilder().setRequestRange(request));
    return TxnRequest.newBuilder().addSuccess(RequestOp.newBuilder().setRequestTxn(nested)).build();
  }

  private static TxnResponse inTxn(RangeResponse told) {
    var nested =
        TxnResponse.newBuilder().addResponses(ResponseOp.newBuilder().setResponseRange(told));
    return TxnResponse.newBuilder()
        .setSucceeded(true)
        .addResponses(ResponseOp.newBuilder().setResponseTxn(nested))
        .build();
  }

  @Test
  void theOrderOfEqualsDoesNotCount() {
    var one = told(13, false, "a=1", "b=1", "c=2");
    assertThat(same(BY_VALUE, one, told(13, false, "b=1", "a=1", "c=2"))).isTrue();
    assertThat(same(BY_VALUE, one, told(13, false, "a=1", "c=2", "b=1"))).isFalse();
    assertThat(same(BY_VALUE, one, told(13, false, "b=1", "d=1", "c=2"))).isFalse();
    assertThat(same(BY_VALUE, one, told(13, false, "a=1", "c=2"))).isFalse();
  }

  @Test
  void itCountsAmongFewKeysAndWhenNothingWasSorted() {
    var one = told(12, false, "a=1", "b=1");
    assertThat(same(BY_VALUE, one, told(12, false, "b=1", "a=1"))).isFalse();
    var many = told(13, false, "a=1", "b=1");
    var byKey = RangeRequest.getDefaultInstance();
    assertThat(same(byKey, many, told(13, false, "b=1", "a=1"))).isFalse();
  }

  @Test
  void ofEqualsThatALimitCutsOnlyTheNumberCounts() {
    var one = told(13, true, "a=1", "b=2", "c=2");
    assertThat(same(BY_VALUE, one, told(13, true, "a=1", "d=2", "c=2"))).isTrue();
    assertThat(same(BY_VALUE, one, told(13, true, "e=1", "b=2", "c=2"))).isFalse();
    assertThat(same(BY_VALUE, one, told(13, true, "a=1", "b=2", "c=3"))).isFalse();
    assertThat(same(BY_VALUE, one, told(13, false, "a=1", "d=2", "c=2"))).isFalse();
  }
}
