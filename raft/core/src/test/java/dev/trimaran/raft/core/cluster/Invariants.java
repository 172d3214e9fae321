package dev.trimaran.raft.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.View;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The guarantees of figure 3 and some more, checked after every step. */
public final class Invariants implements Observer {

  private final Map<Long, NodeId> leaders = new HashMap<>();
  private final TreeMap<Long, Entry> committed = new TreeMap<>();
  private final Map<Long, Long> digests = new HashMap<>();
  private final Map<Long, Long> readFloors = new HashMap<>();
  private List<TestNode> nodes = List.of();
  private long readsServed;

  public void watch(TestCluster cluster) {
    nodes = cluster.nodes();
  }

  /** Highest index that any node ever showed as committed. */
  public long highestCommitted() {
    return committed.isEmpty() ? 0 : committed.lastKey();
  }

  public long readsServed() {
    return readsServed;
  }

  @Override
  public void stepped(TestNode node, View before, Input input, List<Effect> effects) {
    View after = node.view();
    if (input instanceof Input.ReadRequested read) {
      readFloors.put(read.id(), highestCommitted());
    }
    monotonic(before, after);
    electionSafety(node, before, after);
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Persist e -> {
          leaderAppendOnly(before, after, e.entries());
          logMatching(node, e.entries());
        }
        case Effect.ReadReady e -> {
          readsServed++;
          long floor = readFloors.getOrDefault(e.id(), 0L);
          assertThat(e.index()).as("a read sees what was committed").isGreaterThanOrEqualTo(floor);
        }
        default -> {}
      }
    }
    newlyCommitted(node, after);
    sameState(node);
  }

  @Override
  public void restarted(TestNode node) {
    sameState(node);
  }

  private static void monotonic(View before, View after) {
    assertThat(after.term()).as("term").isGreaterThanOrEqualTo(before.term());
    assertThat(after.committed()).as("commit").isGreaterThanOrEqualTo(before.committed());
    assertThat(after.applied()).as("applied").isGreaterThanOrEqualTo(before.applied());
    assertThat(after.snapshotIndex()).isGreaterThanOrEqualTo(before.snapshotIndex());
    assertThat(after.firstIndex() - 1).isLessThanOrEqualTo(after.snapshotIndex());
    assertThat(after.snapshotIndex()).isLessThanOrEqualTo(after.applied());
    assertThat(after.applied()).isLessThanOrEqualTo(after.committed());
    assertThat(after.committed()).isLessThanOrEqualTo(after.durable());
    assertThat(after.durable()).isLessThanOrEqualTo(after.lastIndex());
  }

  private void electionSafety(TestNode node, View before, View after) {
    if (after.role() != Role.LEADER) {
      return;
    }
    NodeId earlier = leaders.putIfAbsent(after.term(), node.id());
    assertThat(earlier == null || earlier.equals(node.id()))
        .as("one leader in term %d: %s and %s", after.term(), earlier, node.id())
        .isTrue();
    if (before.role() != Role.LEADER) {
      leaderCompleteness(node, after);
    }
  }

  private void leaderCompleteness(TestNode leader, View view) {
    for (Entry entry : committed.tailMap(view.snapshotIndex() + 1).values()) {
      if (entry.index() < view.lastIndex()) {
        Entry own = leader.log().get(entry.index());
        assertThat(same(own, entry)).as("leader holds committed %d", entry.index()).isTrue();
      } else {
        assertThat(entry.index()).as("leader completeness").isLessThan(view.lastIndex());
      }
    }
  }

  private static void leaderAppendOnly(View before, View after, List<Entry> entries) {
    boolean leads =
        before.role() == Role.LEADER
            && after.role() == Role.LEADER
            && before.term() == after.term();
    if (leads && !entries.isEmpty()) {
      assertThat(entries.getFirst().index())
          .as("a leader only appends")
          .isGreaterThan(before.lastIndex());
    }
  }

  private void logMatching(TestNode node, List<Entry> entries) {
    for (TestNode other : nodes) {
      if (other == node) {
        continue;
      }
      for (Entry entry : entries) {
        Entry theirs = other.log().get(entry.index());
        if (theirs == null || theirs.term() != entry.term()) {
          continue;
        }
        assertThat(same(theirs, entry)).as("log matching at %d", entry.index()).isTrue();
        Entry mine = node.log().get(entry.index() - 1);
        Entry previous = other.log().get(entry.index() - 1);
        if (mine != null && previous != null) {
          assertThat(same(mine, previous)).as("log matching before %d", entry.index()).isTrue();
        }
      }
    }
  }

  private void newlyCommitted(TestNode node, View view) {
    for (long index = highestCommitted() + 1; index <= view.committed(); index++) {
      Entry entry = node.log().get(index);
      if (entry == null) {
        throw new AssertionError("committed entry " + index + " is not in the log");
      }
      committed.put(index, entry);
      long holders = nodes.stream().filter(n -> n.disk().holds(entry)).count();
      assertThat(holders)
          .as("committed %d is durable on a quorum", index)
          .isGreaterThan(nodes.size() / 2);
    }
    Entry last = node.log().get(view.committed());
    Entry known = committed.get(view.committed());
    assertThat(last == null || known == null || same(last, known))
        .as("nodes commit the same entry at %d", view.committed())
        .isTrue();
  }

  private void sameState(TestNode node) {
    Long digest = digests.putIfAbsent(node.applied(), node.digest());
    assertThat(digest == null || digest == node.digest())
        .as("state machine safety at %d", node.applied())
        .isTrue();
  }

  private static boolean same(@Nullable Entry left, @Nullable Entry right) {
    return left != null
        && right != null
        && left.term() == right.term()
        && left.kind() == right.kind()
        && Arrays.equals(left.data(), right.data());
  }
}
