package dev.trimaran.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.core.cluster.RandomRun;
import dev.trimaran.raft.core.cluster.TestNode;
import dev.trimaran.raft.core.model.Retention;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random lives of clusters of cores: loss, duplication, reordering, cuts, crashes that lose what is
 * not durable, snapshots. Replay a seed with {@code -Dseed=N}.
 */
class RaftPropertyTest {

  private static final int EVENTS = 3000;
  private static final int SEEDS = Integer.getInteger("seeds", 150);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void guaranteesHoldWhateverHappens(int size) {
    long only = Long.getLong("seed", -1);
    long commits = 0;
    long reads = 0;
    for (long seed = only < 0 ? 1 : only; seed <= (only < 0 ? SEEDS : only); seed++) {
      var run = new RandomRun(seed, size, Set.of());
      try {
        run.run(EVENTS);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("size " + size + ", replay with -Dseed=" + seed, e);
      }
      commits += run.invariants().highestCommitted();
      reads += run.invariants().readsServed();
    }
    assertThat(commits).as("the runs did something").isGreaterThan(10);
    assertThat(reads).as("the runs read something").isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aLogThatIsKeptReachesEveryNodeWhole(int size) {
    long only = Long.getLong("seed", -1);
    long fetched = 0;
    for (long seed = only < 0 ? 1 : only; seed <= (only < 0 ? SEEDS : only); seed++) {
      var run = new RandomRun(seed, size, Set.of(), Retention.KEEP);
      try {
        run.run(EVENTS);
        for (TestNode node : run.cluster().nodes()) {
          assertThat(node.disk().firstIndex()).isEqualTo(1);
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("size " + size + ", replay with -Dseed=" + seed, e);
      }
      fetched += run.cluster().nodes().stream().mapToLong(TestNode::fetched).sum();
    }
    assertThat(fetched).as("entries were read from disks for followers").isGreaterThan(10);
  }
}
