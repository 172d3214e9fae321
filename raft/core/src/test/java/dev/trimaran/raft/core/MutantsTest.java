package dev.trimaran.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.core.cluster.RandomRun;
import dev.trimaran.raft.core.model.PlantedBug;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The invariants of the random runs find each bug that lives in the core. */
class MutantsTest {

  private static final int MOST_SEEDS = 3000;

  @ParameterizedTest
  @EnumSource(
      value = PlantedBug.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SNAPSHOT_WITHOUT_LOG_RESET", "ACKNOWLEDGE_BEFORE_FSYNC"})
  void aRandomRunFindsTheBug(PlantedBug bug) {
    String found = "";
    for (int seed = 1; seed <= MOST_SEEDS && found.isEmpty(); seed++) {
      found = whatBroke(bug, seed);
    }
    assertThat(found).as("what broke under %s", bug).contains(guarantee(bug));
  }

  /** Words of the guarantee that the bug breaks: another failure would be another bug. */
  private static String guarantee(PlantedBug bug) {
    return switch (bug) {
      case REPLY_BEFORE_PERSIST -> "durable on a quorum";
      case VOTE_CLEARED_ON_STEP_DOWN -> "one leader";
      case COMMIT_EARLIER_TERM_BY_COUNTING -> "leader";
      case VOTE_WITHOUT_LOG_CHECK -> "leader";
      case APPEND_WITHOUT_LOG_CHECK -> "same entry";
      case READ_WITHOUT_QUORUM, READ_BEFORE_OWN_TERM_COMMIT, LEASE_READ_BY_LOCAL_TICKS ->
          "a read sees what was committed";
      case SNAPSHOT_WITHOUT_LOG_RESET, ACKNOWLEDGE_BEFORE_FSYNC -> "not of the core";
    };
  }

  private static String whatBroke(PlantedBug bug, int seed) {
    try {
      new RandomRun(seed, seed % 2 == 0 ? 3 : 5, Set.of(bug)).run(3000);
      return "";
    } catch (AssertionError | RuntimeException found) {
      return found + " (seed " + seed + ")";
    }
  }
}
