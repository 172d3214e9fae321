package dev.trimaran.cache.node.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.model.SyncPolicy;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The append log on a disk that forgets what was not forced, tears what was being written, rots.
 */
final class AppendLogSimulationTest {

  private static final NodeId NODE = new NodeId(1);
  private static final long SEED = Long.getLong("cache.log.seed", 1);
  private static final int SEEDS = Integer.getInteger("cache.log.seeds", 150);

  /** One life of a log: what it read, and what it appends. */
  private static final class Life {
    final List<String> read = new ArrayList<>();
    final AppendLog log;
    final List<IOException> failures = new ArrayList<>();
    long generation;
    long highest;

    Life(Simulation simulation, SyncPolicy policy) throws IOException {
      Disk disk = simulation.world(NODE).disk();
      Recovery.Recovered found =
          Recovery.read(disk, (time, _, request) -> read.add(time + ":" + request.text(0)));
      log = new AppendLog(disk, policy, Runnable::run, failures::add, () -> {});
      Recovery.Log last = found.log();
      highest = found.highest();
      if (last == null) {
        generation = ++highest;
        log.begin(generation, Layout.FROM_NOTHING, 0);
      } else if (last.sealed()) {
        generation = ++highest;
        log.begin(generation, last.generation(), 0);
      } else {
        generation = last.generation();
        log.resume(generation, last.end());
      }
    }

    void next() throws IOException {
      long before = generation;
      generation = ++highest;
      log.begin(generation, before, 0);
    }
  }

  private static String entry(long number) {
    return number / 3 + ":" + number;
  }

  private static void append(Life life, long number) {
    life.log.append(number / 3, 0, Arguments.of(Long.toString(number)));
  }

  private static void wait(Simulation simulation, Randomness random) {
    simulation.run(Duration.ofNanos(random.nextInt(300_000)));
  }

  @Test
  void whatWasAcknowledgedSurvivesCrashes() {
    SeedRunner.run(SEED, SEEDS, AppendLogSimulationTest::lives);
  }

  private static void lives(Simulation simulation) {
    Randomness random = simulation.randomness();
    simulation.disk(NODE).settings(DiskSettings.HEALTHY);
    List<String> certain = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    try {
      for (int lives = 0; lives < 6; lives++) {
        Life life = new Life(simulation, SyncPolicy.ALWAYS);
        assertThat(life.read.size()).isGreaterThanOrEqualTo(certain.size());
        assertThat(life.read).isEqualTo(sent.subList(0, life.read.size()));
        sent = new ArrayList<>(life.read);
        int before = sent.size();
        int steps = random.nextInt(60);
        for (int step = 0; step < steps; step++) {
          if (random.nextInt(10) == 0) {
            life.next();
          }
          for (int burst = random.nextInt(4); burst > 0; burst--) {
            append(life, sent.size());
            sent.add(entry(sent.size()));
          }
          life.log.settle();
          wait(simulation, random);
        }
        assertThat(life.failures).isEmpty();
        certain = sent.subList(0, Math.max(before, before + (int) life.log.durable()));
        simulation.crash(NODE);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutForcesAPrefixSurvives() {
    SeedRunner.run(
        SEED,
        SEEDS,
        simulation -> {
          try {
            Randomness random = simulation.randomness();
            Life life = new Life(simulation, SyncPolicy.EVERYSEC);
            for (int number = 0; number < 200; number++) {
              append(life, number);
              life.log.settle();
              wait(simulation, random);
              if (random.nextInt(20) == 0) {
                life.log.everySecond();
              }
            }
            simulation.crash(NODE);
            List<String> read = new Life(simulation, SyncPolicy.EVERYSEC).read;
            for (int number = 0; number < read.size(); number++) {
              assertThat(read.get(number)).isEqualTo(entry(number));
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Simulation written(int requests, boolean rotate) throws IOException {
    Simulation simulation = new Simulation(SEED);
    Life life = new Life(simulation, SyncPolicy.ALWAYS);
    for (int number = 0; number < requests; number++) {
      append(life, number);
      life.log.settle();
      simulation.run(Duration.ofMillis(5));
      if (rotate && number == requests / 2) {
        life.next();
      }
    }
    simulation.crash(NODE);
    return simulation;
  }

  @Test
  void damageInTheMiddleIsRefusedWithFileOffsetAndRemedy() throws IOException {
    Simulation simulation = written(20, false);
    long second = Layout.FILE_HEADER_BYTES + Layout.FRAME_HEADER_BYTES + 4L;
    simulation.disk(NODE).flipBit(Layout.log(1), second + Layout.FRAME_HEADER_BYTES, 3);
    assertThatThrownBy(() -> new Life(simulation, SyncPolicy.ALWAYS))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("cache-0000000000000001.log is damaged at offset " + second)
        .hasMessageContaining("Restore the file from a copy");
  }

  @Test
  void damageBeforeALaterLogIsRefused() throws IOException {
    Simulation simulation = written(20, true);
    long size = simulation.disk(NODE).size(Layout.log(1));
    simulation.disk(NODE).flipBit(Layout.log(1), size - 1, 0);
    assertThatThrownBy(() -> new Life(simulation, SyncPolicy.ALWAYS))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("a log follows");
  }

  @Test
  void aMissingLogIsNoticed() throws IOException {
    Simulation simulation = written(20, true);
    simulation.world(NODE).disk().delete(Layout.log(1), Disk.Lane.LOG, _ -> {});
    simulation.run(Duration.ofMillis(5));
    assertThatThrownBy(() -> new Life(simulation, SyncPolicy.ALWAYS))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("is missing");
  }

  @Test
  void aFailedForceIsTold() throws IOException {
    Simulation simulation = new Simulation(SEED);
    Life life = new Life(simulation, SyncPolicy.ALWAYS);
    simulation.run(Duration.ofMillis(5));
    simulation.disk(NODE).settings(DiskSettings.HEALTHY.withFailures(0, 1));
    append(life, 0);
    assertThat(life.log.settle()).isFalse();
    simulation.run(Duration.ofMillis(5));
    assertThat(life.failures).isNotEmpty();
    assertThat(life.log.durable()).isZero();
  }
}
