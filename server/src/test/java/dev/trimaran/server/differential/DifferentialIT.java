package dev.trimaran.server.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trimaran.server.cluster.Program;
import dev.trimaran.server.cluster.RunningCluster;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our server answers as etcd does. System properties: {@code differential.seed} (the first seed,
 * default 1), {@code differential.seeds} (how many, default 4), {@code differential.operations}
 * (for each seed, default 900), {@code differential.self} (etcd against etcd throughout). The
 * message of a difference names the seed.
 */
class DifferentialIT {

  private static final long SEED = Long.getLong("differential.seed", 1);
  private static final long SEEDS = Long.getLong("differential.seeds", 4);
  private static final int OPERATIONS = Integer.getInteger("differential.operations", 900);
  private static final boolean SELF = Boolean.getBoolean("differential.self");

  @BeforeAll
  static void etcdIsHere() {
    boolean installed = Program.etcdIsInstalled();
    assumeTrue(
        installed || System.getenv("CI") != null,
        "etcd is not installed: apt-get install etcd-server");
    assertThat(installed).as("etcd, which the differential test compares with").isTrue();
  }

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + SEEDS);
  }

  /** The test itself is deterministic: no difference where there can be none. */
  @Test
  void etcdDoesNotDifferFromItself() throws IOException {
    compare(Program.etcd(), 1, SEED, OPERATIONS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneNodeAnswersAsEtcdDoes(long seed) throws IOException {
    compare(ours(), 1, seed, OPERATIONS);
  }

  @Test
  void threeNodesAnswerAsEtcdDoesWhicheverIsAsked() throws IOException {
    compare(ours(), 3, SEED + 1_000, OPERATIONS);
  }

  private static Program ours() {
    return SELF ? Program.etcd() : Program.trimaran();
  }

  private static void compare(Program with, int nodes, long seed, int operations)
      throws IOException {
    try (var etcd = RunningCluster.start(Program.etcd(), nodes);
        var other = RunningCluster.start(with, nodes);
        var comparison = new Comparison(etcd, other)) {
      try {
        comparison.run(seed, operations);
      } catch (Difference difference) {
        String dead = etcd.obituary() + other.obituary();
        assertThat(dead).as(difference.getMessage()).isEmpty();
        throw difference;
      }
      assertThat(etcd.obituary() + other.obituary()).as("both live").isEmpty();
    }
  }
}
