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
    int seed = 1;
    while (seed <= MOST_SEEDS && !isFound(bug, seed)) {
      seed++;
    }
    assertThat(seed).as("seeds until %s was found", bug).isLessThanOrEqualTo(MOST_SEEDS);
    if (Boolean.getBoolean("mutants.print")) {
      throw new AssertionError(bug + " found by seed " + seed);
    }
  }

  private static boolean isFound(PlantedBug bug, int seed) {
    try {
      new RandomRun(seed, seed % 2 == 0 ? 3 : 5, Set.of(bug)).run(3000);
      return false;
    } catch (AssertionError | RuntimeException found) {
      return true;
    }
  }
}
