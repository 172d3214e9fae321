package dev.trimaran.cli.kv;

import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeRequest.SortOrder;
import dev.trimaran.raft.client.etcd.RangeRequest.SortTarget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is read, alone or in a transaction. */
@Command(name = "get")
final class GetOptions {

  /** What keys are sorted by. */
  enum SortBy {
    create,
    key,
    modify,
    value,
    version
  }

  /** Which way. */
  enum Order {
    ascend,
    descend
  }

  @Mixin KeyRange range = new KeyRange();

  @Option(names = "--limit", paramLabel = "N", description = "At most N keys; 0 for all.")
  long limit;

  @Option(names = "--rev", paramLabel = "REV", description = "As of this revision.")
  long revision;

  @Option(
      names = "--sort-by",
      paramLabel = "WHAT",
      description = "create, key, modify, value or version.")
  @Nullable SortBy sortBy;

  @Option(names = "--order", paramLabel = "ORDER", description = "ascend or descend.")
  @Nullable Order order;

  @Option(names = "--keys-only", description = "Leave the values out.")
  boolean keysOnly;

  @Option(names = "--count-only", description = "Count the keys.")
  boolean countOnly;

  @Option(
      names = "--serializable",
      description = "Answer from one node's state, which may lag behind.")
  boolean serializable;

  RangeRequest request() {
    RangeRequest.Builder request =
        RangeRequest.newBuilder()
            .setKey(range.start())
            .setRangeEnd(range.end())
            .setLimit(limit)
            .setRevision(revision)
            .setKeysOnly(keysOnly)
            .setCountOnly(countOnly)
            .setSerializable(serializable);
    if (sortBy != null) {
      request.setSortTarget(target(sortBy)).setSortOrder(SortOrder.ASCEND);
    }
    if (order != null) {
      request.setSortOrder(
          switch (order) {
            case ascend -> SortOrder.ASCEND;
            case descend -> SortOrder.DESCEND;
          });
    }
    return request.build();
  }

  private static SortTarget target(SortBy sortBy) {
    return switch (sortBy) {
      case create -> SortTarget.CREATE;
      case key -> SortTarget.KEY;
      case modify -> SortTarget.MOD;
      case value -> SortTarget.VALUE;
      case version -> SortTarget.VERSION;
    };
  }
}
