package dev.trimaran.raft.kv.txn;

import dev.trimaran.raft.client.etcd.Compare;
import dev.trimaran.raft.client.etcd.Compare.CompareTarget;
import dev.trimaran.raft.kv.mvcc.MvccStore;
import dev.trimaran.raft.kv.mvcc.Version;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guards of a transaction. */
final class Compares {

  private Compares() {}

  static boolean allHold(MvccStore store, long revision, List<Compare> compares) {
    for (Compare compare : compares) {
      if (!holds(store, revision, compare)) {
        return false;
      }
    }
    return true;
  }

  /** All keys of the compare's range satisfy it; an absent key compares as zero, never by value. */
  private static boolean holds(MvccStore store, long revision, Compare compare) {
    var all =
        new Object() {
          boolean any;
          boolean hold = true;
        };
    store.scan(
        Ranges.span(compare.getKey(), compare.getRangeEnd()),
        revision,
        version -> {
          all.any = true;
          all.hold = holds(compare, version);
          return all.hold;
        });
    if (!all.any) {
      return compare.getTarget() != CompareTarget.VALUE && holds(compare, null);
    }
    return all.hold;
  }

  private static boolean holds(Compare compare, @Nullable Version version) {
    int order =
        switch (compare.getTarget()) {
          case VERSION -> Long.compare(version == null ? 0 : version.count(), compare.getVersion());
          case CREATE ->
              Long.compare(
                  version == null ? 0 : version.createRevision(), compare.getCreateRevision());
          case MOD ->
              Long.compare(version == null ? 0 : version.modRevision(), compare.getModRevision());
          case LEASE -> Long.compare(version == null ? 0 : version.lease(), compare.getLease());
          case VALUE ->
              version == null
                  ? -1
                  : Arrays.compareUnsigned(
                      Ranges.valueOf(version), compare.getValue().toByteArray());
          case UNRECOGNIZED -> 0;
        };
    return switch (compare.getResult()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case GREATER -> order > 0;
      case LESS -> order < 0;
      case UNRECOGNIZED -> true;
    };
  }
}
