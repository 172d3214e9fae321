package dev.trimaran.cli.kv;

import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is deleted, alone or in a transaction. */
@Command(name = "del")
final class DelOptions {

  @Mixin KeyRange range = new KeyRange();

  @Option(names = "--prev-kv", description = "Answer with what was deleted.")
  boolean previous;

  DeleteRangeRequest request() {
    return DeleteRangeRequest.newBuilder()
        .setKey(range.start())
        .setRangeEnd(range.end())
        .setPrevKv(previous)
        .build();
  }
}
