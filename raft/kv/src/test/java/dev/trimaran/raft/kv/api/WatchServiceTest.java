package dev.trimaran.raft.kv.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.KVGrpc;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.RequestOp;
import dev.trimaran.raft.client.etcd.TxnRequest;
import dev.trimaran.raft.client.etcd.WatchCancelRequest;
import dev.trimaran.raft.client.etcd.WatchCreateRequest;
import dev.trimaran.raft.client.etcd.WatchCreateRequest.FilterType;
import dev.trimaran.raft.client.etcd.WatchGrpc;
import dev.trimaran.raft.client.etcd.WatchProgressRequest;
import dev.trimaran.raft.client.etcd.WatchRequest;
import dev.trimaran.raft.client.etcd.WatchResponse;
import dev.trimaran.raft.client.mvcc.Event;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchServiceTest {

  private ApiFixture fixture;
  private KVGrpc.KVBlockingStub kv;
  private final Collected<WatchResponse> replies = new Collected<>();
  private StreamObserver<WatchRequest> requests;

  @BeforeEach
  void start() throws IOException {
    fixture = new ApiFixture();
    kv = KVGrpc.newBlockingStub(fixture.channel);
    requests = WatchGrpc.newStub(fixture.channel).watch(replies);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private long put(String key, String value) {
    var request = PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
    return kv.put(request).getHeader().getRevision();
  }

  private static WatchCreateRequest.Builder key(String key) {
    return WatchCreateRequest.newBuilder().setKey(bytes(key));
  }

  private WatchResponse create(WatchCreateRequest.Builder request) {
    requests.onNext(WatchRequest.newBuilder().setCreateRequest(request).build());
    return replies.next();
  }

  @Test
  void theCreatedReplyComesFirstThenHistoryThenNews() {
    put("a", "1");
    put("a", "2");
    WatchResponse created = create(key("a").setStartRevision(2).setPrevKv(true));
    assertThat(created.getCreated()).isTrue();
    assertThat(created.getWatchId()).isZero();
    assertThat(created.getEventsCount()).isZero();
    assertThat(created.getHeader().getRevision()).isEqualTo(3);
    WatchResponse history = replies.next();
    assertThat(history.getEventsList())
        .extracting(e -> e.getKv().getValue().toStringUtf8())
        .containsExactly("1", "2");
    assertThat(history.getEvents(0).hasPrevKv()).isFalse();
    assertThat(history.getEvents(1).getPrevKv().getValue().toStringUtf8()).isEqualTo("1");
    kv.deleteRange(DeleteRangeRequest.newBuilder().setKey(bytes("a")).build());
    WatchResponse news = replies.next();
    assertThat(news.getHeader().getRevision()).isEqualTo(4);
    assertThat(news.getEvents(0).getType()).isEqualTo(Event.EventType.DELETE);
    assertThat(news.getEvents(0).getKv().getModRevision()).isEqualTo(4);
    assertThat(news.getEvents(0).getPrevKv().getValue().toStringUtf8()).isEqualTo("2");
  }

  @Test
  void idsAreGivenOrChosenOnce() {
    assertThat(create(key("a")).getWatchId()).isZero();
    assertThat(create(key("a").setWatchId(1)).getWatchId()).isEqualTo(1);
    assertThat(create(key("a")).getWatchId()).isEqualTo(2);
    WatchResponse duplicate = create(key("a").setWatchId(1));
    assertThat(duplicate.getWatchId()).isEqualTo(-1);
    assertThat(duplicate.getCreated()).isTrue();
    assertThat(duplicate.getCanceled()).isTrue();
    assertThat(duplicate.getCancelReason())
        .isEqualTo("mvcc: duplicate watch ID provided on the WatchStream");
    WatchResponse empty = create(key("b").setRangeEnd(bytes("a")));
    assertThat(empty.getCanceled()).isTrue();
    assertThat(empty.getCancelReason()).isEqualTo("mvcc: watcher range is empty");
  }

  @Test
  void aCancelledWatchIsSilent() {
    create(key("a"));
    requests.onNext(
        WatchRequest.newBuilder()
            .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(7))
            .build());
    requests.onNext(
        WatchRequest.newBuilder()
            .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(0))
            .build());
    WatchResponse cancelled = replies.next();
    assertThat(cancelled.getCanceled()).isTrue();
    assertThat(cancelled.getWatchId()).isZero();
    put("a", "1");
    assertThat(create(key("b")).getCreated()).isTrue();
    replies.assertNothingMore();
  }

  @Test
  void aStartThatIsCompactedCancels() {
    put("a", "1");
    put("a", "2");
    kv.compact(CompactionRequest.newBuilder().setRevision(3).build());
    assertThat(create(key("a").setStartRevision(1)).getCanceled()).isFalse();
    WatchResponse cancelled = replies.next();
    assertThat(cancelled.getCanceled()).isTrue();
    assertThat(cancelled.getCompactRevision()).isEqualTo(3);
    assertThat(cancelled.getCreated()).isFalse();
  }

  @Test
  void filtersAndWholeRevisions() {
    create(key("a").setRangeEnd(bytes("b")).addFilters(FilterType.NOPUT));
    create(WatchCreateRequest.newBuilder().setRangeEnd(ByteString.copyFrom(new byte[1])));
    TxnRequest.Builder txn = TxnRequest.newBuilder();
    for (String key : new String[] {"a1", "a2", "z"}) {
      txn.addSuccess(
          RequestOp.newBuilder().setRequestPut(PutRequest.newBuilder().setKey(bytes(key))));
    }
    kv.txn(txn.build());
    WatchResponse all = replies.next();
    assertThat(all.getWatchId()).isEqualTo(1);
    assertThat(all.getEventsCount()).isEqualTo(3);
    kv.deleteRange(DeleteRangeRequest.newBuilder().setKey(bytes("a2")).build());
    assertThat(replies.next().getEvents(0).getKv().getKey().toStringUtf8()).isEqualTo("a2");
    assertThat(replies.next().getEvents(0).getKv().getKey().toStringUtf8()).isEqualTo("a2");
  }

  @Test
  void whatIsLargeIsFragmented() {
    String value = "x".repeat(900_000);
    for (int i = 0; i < 4; i++) {
      put("a" + i, value);
    }
    create(key("a").setRangeEnd(bytes("b")).setFragment(true).setStartRevision(2).setWatchId(9));
    int events = 0;
    int parts = 0;
    WatchResponse part;
    do {
      part = replies.next();
      assertThat(part.getSerializedSize()).isLessThan(2 << 20);
      events += part.getEventsCount();
      parts++;
    } while (part.getFragment());
    assertThat(parts).isEqualTo(2);
    assertThat(events).isEqualTo(4);
  }

  @Test
  void progressIsToldOnRequestAndByInterval() {
    create(key("a"));
    put("z", "1");
    requests.onNext(
        WatchRequest.newBuilder()
            .setProgressRequest(WatchProgressRequest.getDefaultInstance())
            .build());
    WatchResponse progress = replies.next();
    assertThat(progress.getWatchId()).isEqualTo(-1);
    assertThat(progress.getHeader().getRevision()).isEqualTo(2);
    assertThat(progress.getEventsCount()).isZero();
    create(key("b").setProgressNotify(true));
    WatchResponse notice = replies.next();
    assertThat(notice.getWatchId()).isEqualTo(1);
    assertThat(notice.getHeader().getRevision()).isEqualTo(2);
    assertThat(notice.getEventsCount()).isZero();
  }

  @Test
  void whoRequiresALeaderLosesTheStreamWithIt() {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER), "true");
    Collected<WatchResponse> strict = new Collected<>();
    WatchGrpc.newStub(fixture.channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
        .watch(strict)
        .onNext(WatchRequest.newBuilder().setCreateRequest(key("a")).build());
    assertThat(strict.next().getCreated()).isTrue();
    fixture.node.lead(null);
    fixture.pass(Duration.ofSeconds(4));
    assertThat(strict.end().getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(strict.end().getDescription()).isEqualTo("etcdserver: no leader");
    assertThat(create(key("a")).getCreated()).isTrue();
  }
}
