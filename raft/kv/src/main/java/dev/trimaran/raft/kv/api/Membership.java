package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.kv.machine.KvCommand;
import dev.trimaran.raft.kv.machine.KvReader;
import dev.trimaran.raft.node.RaftNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The members of the initial cluster, with what each has published of itself: a name and the
 * addresses where clients reach it.
 */
public final class Membership {

  private static final long RETRY_MS = 100;

  private final List<Member> initial;
  private final KvReader reader;

  /**
   * @param initial id and peer URLs of each member; no name, no client URLs
   * @param reader of what they published
   */
  public Membership(List<Member> initial, KvReader reader) {
    this.initial =
        initial.stream()
            .sorted(Comparator.comparing(Member::getID, Long::compareUnsigned))
            .toList();
    this.reader = reader;
  }

  /** All members in the order of their ids. */
  public List<Member> now() {
    Map<Long, Member> published = new HashMap<>();
    reader.members().forEach(member -> published.put(member.getID(), member));
    return initial.stream().map(member -> published.getOrDefault(member.getID(), member)).toList();
  }

  /** Makes a member's name and addresses known, trying until it is; does nothing when they are. */
  public CompletableFuture<Void> publish(RaftNode node, Member self) {
    if (reader.members().contains(self)) {
      return CompletableFuture.completedFuture(null);
    }
    Executor later = CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS);
    return node.propose(KvCommand.publishMember(self))
        .handle((_, failure) -> {
          if (failure == null || node.stopped().isDone()) {
            return CompletableFuture.<Void>completedFuture(null);
          }
          return CompletableFuture.supplyAsync(() -> publish(node, self), later)
              .thenCompose(next -> next);
        })
        .thenCompose(next -> next);
  }
}
