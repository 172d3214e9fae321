package dev.trimaran.raft.kv.txn;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeRequest.SortOrder;
import dev.trimaran.raft.client.etcd.RangeRequest.SortTarget;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.mvcc.KeyValue;
import dev.trimaran.raft.kv.model.KvError;
import dev.trimaran.raft.kv.mvcc.KeySpan;
import dev.trimaran.raft.kv.mvcc.MvccStore;
import dev.trimaran.raft.kv.mvcc.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads: every option of a range, in the order in which etcd applies them. */
public final class Ranges {

  private Ranges() {}

  /** The span of a request's {@code key} and {@code range_end}. */
  public static KeySpan span(ByteString key, ByteString rangeEnd) {
    return KeySpan.of(key.toByteArray(), rangeEnd.toByteArray());
  }

  /** Why a read at the request's revision is refused when the store is at {@code now}, or null. */
  public static @Nullable KvError refusal(MvccStore store, RangeRequest request, long now) {
    if (request.getRevision() > now) {
      return KvError.FUTURE_REVISION;
    }
    boolean past = request.getRevision() > 0;
    return past && request.getRevision() < store.compactedRevision() ? KvError.COMPACTED : null;
  }

  /**
   * As {@link #refusal}, for a range inside a transaction: there, and only there, etcd takes a
   * negative revision for a compacted one.
   */
  static @Nullable KvError nestedRefusal(MvccStore store, RangeRequest request, long now) {
    boolean negative = request.getRevision() < 0;
    return negative && request.getRevision() < store.compactedRevision()
        ? KvError.COMPACTED
        : refusal(store, request, now);
  }

  /**
   * Answers a range that {@link #refusal} lets pass.
   *
   * @param now the revision to read at when the request names none
   */
  public static RangeResponse.Builder read(MvccStore store, RangeRequest request, long now) {
    long at = request.getRevision() > 0 ? request.getRevision() : now;
    var found = new Found(request);
    store.scan(span(request.getKey(), request.getRangeEnd()), at, found);
    var response = RangeResponse.newBuilder().setCount(found.count);
    if (request.getCountOnly()) {
      return response;
    }
    List<Version> versions = sorted(found.versions, request);
    long limit = request.getLimit();
    if (limit > 0 && versions.size() > limit) {
      versions = versions.subList(0, (int) limit);
      response.setMore(true);
    }
    for (Version version : versions) {
      response.addKvs(keyValue(version, !request.getKeysOnly()));
    }
    return response;
  }

  /** A version as the API shows it. */
  public static KeyValue keyValue(Version version, boolean withValue) {
    var kv =
        KeyValue.newBuilder()
            .setKey(UnsafeByteOperations.unsafeWrap(version.key()))
            .setModRevision(version.modRevision());
    byte[] value = version.value();
    if (value == null) {
      return kv.build();
    }
    kv.setCreateRevision(version.createRevision())
        .setVersion(version.count())
        .setLease(version.lease());
    if (withValue) {
      kv.setValue(UnsafeByteOperations.unsafeWrap(value));
    }
    return kv.build();
  }

  private static List<Version> sorted(List<Version> versions, RangeRequest request) {
    SortTarget target = request.getSortTarget();
    boolean byKey = target == SortTarget.KEY;
    SortOrder order = request.getSortOrder();
    boolean unknown = order == SortOrder.UNRECOGNIZED;
    if (unknown || (byKey && order != SortOrder.DESCEND)) {
      return versions;
    }
    Comparator<Version> comparator = comparator(target);
    versions.sort(order == SortOrder.DESCEND ? comparator.reversed() : comparator);
    return versions;
  }

  private static Comparator<Version> comparator(SortTarget target) {
    return switch (target) {
      case KEY, UNRECOGNIZED -> (a, b) -> Arrays.compareUnsigned(a.key(), b.key());
      case VERSION -> Comparator.comparingLong(Version::count);
      case CREATE -> Comparator.comparingLong(Version::createRevision);
      case MOD -> Comparator.comparingLong(Version::modRevision);
      case VALUE -> (a, b) -> Arrays.compareUnsigned(valueOf(a), valueOf(b));
    };
  }

  static byte[] valueOf(Version live) {
    return Objects.requireNonNull(live.value(), "a live version has a value");
  }

  /**
   * Counts all and keeps what the filters and the limit allow. As in etcd, a limit cuts before the
   * filters and the order only when neither an order nor a filter was asked for.
   */
  private static final class Found implements MvccStore.Visitor {

    private final RangeRequest request;
    private final List<Version> versions = new ArrayList<>();
    private final long atMost;
    private long count;

    Found(RangeRequest request) {
      this.request = request;
      boolean all =
          request.getSortOrder() != SortOrder.NONE
              || request.getMinModRevision() != 0
              || request.getMaxModRevision() != 0
              || request.getMinCreateRevision() != 0
              || request.getMaxCreateRevision() != 0;
      this.atMost = all || request.getLimit() <= 0 ? Long.MAX_VALUE : request.getLimit() + 1;
    }

    @Override
    public boolean visit(Version version) {
      count++;
      if (!request.getCountOnly() && versions.size() < atMost && passes(version)) {
        versions.add(version);
      }
      return true;
    }

    private boolean passes(Version v) {
      return within(v.modRevision(), request.getMinModRevision(), request.getMaxModRevision())
          && within(
              v.createRevision(), request.getMinCreateRevision(), request.getMaxCreateRevision());
    }

    private static boolean within(long revision, long min, long max) {
      return (min == 0 || revision >= min) && (max == 0 || revision <= max);
    }
  }
}
