package dev.trimaran.raft.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.node.simulation.cluster.ClusterRun;
import dev.trimaran.raft.node.simulation.cluster.Fault;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.RealNodes;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.LinkSettings;
import dev.trimaran.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Known bugs, switched on one by one: the suite must find each, from several starts, and be silent
 * about the sound code on the very same seeds.
 */
class BugHuntTest {

  private static final int STARTS = 5;
  private static final int BUDGET = 200;
  private static final Duration SAFETY = Duration.ofSeconds(15);

  /** How a bug is hunted. */
  private record Hunt(Set<Fault> faults, UnaryOperator<Options> conditions) {

    static Hunt with(Fault first, Fault... rest) {
      return new Hunt(EnumSet.of(first, rest), options -> options);
    }

    Hunt and(UnaryOperator<Options> more) {
      return new Hunt(faults, options -> more.apply(conditions.apply(options)));
    }
  }

  /** What was caught, and by what. */
  private record Catch(long seed, long virtualNanos, String detector, String what) {}

  @ParameterizedTest
  @EnumSource(PlantedBug.class)
  void isFound(PlantedBug bug) {
    List<Catch> catches = new ArrayList<>();
    List<Integer> tries = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      long first = 1 + 1000L * start;
      Catch caught = null;
      long seed = first;
      for (; seed < first + BUDGET && caught == null; seed++) {
        caught = run(seed, bug);
      }
      assertThat(caught)
          .as(bug + " is found within " + BUDGET + " seeds from " + first)
          .isNotNull();
      if (caught != null) {
        catches.add(caught);
        tries.add((int) (seed - first));
        assertThat(run(caught.seed, bug, false)).as("sound code with seed " + caught.seed).isNull();
      }
    }
    report(bug, catches, tries);
  }

  private static @Nullable Catch run(long seed, PlantedBug bug) {
    return run(seed, bug, true);
  }

  private static @Nullable Catch run(long seed, PlantedBug bug, boolean planted) {
    Simulation simulation = new Simulation(seed);
    Hunt hunt = hunt(bug);
    int nodes = seed % 3 == 0 ? 5 : 3;
    Options options =
        hunt.conditions.apply(
            Options.draw(simulation.randomness(), nodes, SAFETY).with(hunt.faults));
    try {
      new ClusterRun(simulation, planted ? options.with(bug) : options, RealNodes.FACTORY).run();
      return null;
    } catch (Invariant.Broken broken) {
      return new Catch(seed, simulation.nowNanos(), broken.invariant(), String.valueOf(broken));
    }
  }

  private static Hunt hunt(PlantedBug bug) {
    return switch (bug) {
      case REPLY_BEFORE_PERSIST ->
          Hunt.with(Fault.KILL, Fault.KILL_LEADER, Fault.POWER_LOSS)
              .and(options -> options.with(DiskSettings.HEALTHY.slower(50).withSurvival(0)));
      case VOTE_CLEARED_ON_STEP_DOWN ->
          Hunt.with(Fault.KILL_LEADER, Fault.ISOLATE_LEADER)
              .and(options -> options.with(slow().withDelay(1_000_000, 600_000_000)))
              .and(options -> options.withNodes(5));
      case COMMIT_EARLIER_TERM_BY_COUNTING ->
          Hunt.with(Fault.KILL_LEADER, Fault.ISOLATE_LEADER, Fault.CUT, Fault.CUT_ONE_WAY)
              .and(options -> options.with(slow()).withGap(Duration.ofMillis(500)));
      case VOTE_WITHOUT_LOG_CHECK ->
          Hunt.with(Fault.ISOLATE, Fault.KILL_LEADER, Fault.KILL, Fault.CUT);
      case APPEND_WITHOUT_LOG_CHECK -> Hunt.with(Fault.BAD_LINKS, Fault.ISOLATE, Fault.KILL);
      case READ_WITHOUT_QUORUM ->
          Hunt.with(Fault.ISOLATE_LEADER, Fault.PAUSE_LEADER).and(BugHuntTest::busy);
      case READ_BEFORE_OWN_TERM_COMMIT ->
          Hunt.with(Fault.KILL_LEADER, Fault.ISOLATE_LEADER, Fault.PAUSE_LEADER)
              .and(BugHuntTest::busy)
              .and(options -> options.with(slow()));
      case LEASE_READ_BY_LOCAL_TICKS ->
          Hunt.with(Fault.CLOCK_DRIFT, Fault.PAUSE_LEADER, Fault.ISOLATE_LEADER)
              .and(BugHuntTest::busy);
      case SNAPSHOT_WITHOUT_LOG_RESET ->
          Hunt.with(Fault.ISOLATE, Fault.ISOLATE_LEADER, Fault.KILL)
              .and(options -> options.withSnapshots(10, 64));
      case ACKNOWLEDGE_BEFORE_FSYNC ->
          Hunt.with(Fault.POWER_LOSS, Fault.KILL)
              .and(options -> options.with(DiskSettings.HEALTHY.slower(20).withSurvival(0)));
    };
  }

  private static LinkSettings slow() {
    return LinkSettings.CALM.withDelay(1_000_000, 60_000_000).withReordering(0.3);
  }

  private static Options busy(Options options) {
    return options.withClients(8, 1, Duration.ofMillis(10));
  }

  @SuppressWarnings("SystemOut") // the table of the build log
  private static void report(PlantedBug bug, List<Catch> catches, List<Integer> tries) {
    List<Integer> seeds = tries.stream().sorted().toList();
    Set<String> detectors = new TreeSet<>();
    catches.forEach(one -> detectors.add(one.detector));
    double median =
        catches.stream()
            .mapToLong(Catch::virtualNanos)
            .sorted()
            .skip(catches.size() / 2)
            .findFirst()
            .orElseThrow();
    System.out.printf(
        "| %s | %s | %d | %d | %.1f s |%n",
        bug,
        String.join(", ", detectors),
        seeds.get(seeds.size() / 2),
        seeds.getLast(),
        median / 1e9);
  }
}
