package dev.trimaran.cache.node.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.base.port.World;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.model.CacheConfig.Durability;
import dev.trimaran.cache.node.model.SyncPolicy;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.SeedRunner;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A cache that is changed, saved and killed at any moment, over a disk that forgets what was not
 * forced. Each burst ends by writing its number, so that the state that was restored says how far
 * it goes; it must be the state after exactly so many bursts.
 */
final class PersistenceSimulationTest {

  private static final NodeId NODE = new NodeId(1);
  private static final long SEED = Long.getLong("cache.persistence.seed", 1);
  private static final int SEEDS = Integer.getInteger("cache.persistence.seeds", 60);
  private static final long START_MS = 1_000_000;

  /** A request as it was sent. */
  private record Sent(long timeMs, int database, Arguments request) {}

  private static final class Life {
    final TableMachine machine = new TableMachine();
    final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    final List<Throwable> failures = new ArrayList<>();
    final Persistence persistence;

    Life(World world, Durability durability) throws IOException {
      persistence =
          new Persistence(
              world.disk(),
              durability,
              machine,
              new Persistence.Host(tasks::add, world.clock(), failures::add, () -> {}));
      persistence.start(machine::replay);
      machine.persist(persistence);
    }

    /** Runs what waits for the loop, up to so many tasks. */
    void tasks(int most) {
      for (int i = 0; i < most && !tasks.isEmpty(); i++) {
        tasks.remove().run();
      }
    }

    long reached() {
      String number = machine.state().getOrDefault("1/burst", "-1 [0]");
      return Long.parseLong(number.substring(number.indexOf('[') + 1, number.indexOf(']')));
    }
  }

  /** Whether the log is turned on and off all the time. */
  private boolean switching;

  private final List<List<Sent>> bursts = new ArrayList<>();
  private long now = START_MS;

  private Arguments request(Randomness random) {
    String key = "k" + random.nextInt(12);
    String word = "w" + random.nextInt(6);
    return switch (random.nextInt(12)) {
      case 0 -> Arguments.of("SET", key, word);
      case 1 -> Arguments.of("SET", key, word, "PXAT", Long.toString(now + random.nextInt(40)));
      case 2, 3 -> Arguments.of("APPEND", key, word);
      case 4, 5 -> Arguments.of("HSET", "h" + key, word, key, "n", word);
      case 6, 7 -> Arguments.of("SADD", "s" + key, word);
      case 8 -> Arguments.of("SREM", "s" + key, word);
      case 9 -> Arguments.of("DEL", key, "h" + key);
      case 10 -> Arguments.of("RENAME", key, "k" + random.nextInt(12));
      default -> Arguments.of("PEXPIREAT", key, Long.toString(now + random.nextInt(60)));
    };
  }

  private void burst(Life life, Randomness random) {
    now += random.nextInt(3);
    List<Sent> sent = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      sent.add(new Sent(now, random.nextInt(2), request(random)));
    }
    String number = Integer.toString(bursts.size() + 1);
    sent.add(new Sent(now, 1, Arguments.of("SET", "burst", number)));
    bursts.add(sent);
    sent.forEach(each -> life.machine.run(each.timeMs(), each.database(), each.request()));
  }

  /** The state after so many bursts, where nothing ever failed. */
  private Map<String, String> expected(long count) {
    TableMachine machine = new TableMachine();
    for (int i = 0; i < count; i++) {
      bursts.get(i).forEach(each -> machine.run(each.timeMs(), each.database(), each.request()));
    }
    machine.databases().now(now);
    return machine.state();
  }

  private void lives(Simulation simulation, Durability durability) {
    Randomness random = simulation.randomness();
    simulation.disk(NODE).settings(DiskSettings.HEALTHY);
    long certain = 0;
    try {
      for (int lives = 0; lives < 6; lives++) {
        boolean logging = durability.appendOnly() && !(switching && random.nextInt(2) == 0);
        Life life =
            new Life(
                simulation.world(NODE),
                new Durability(logging, durability.sync(), durability.savePoints()));
        life.machine.databases().now(now);
        long reached = life.reached();
        assertThat(reached).isBetween(certain, (long) bursts.size());
        assertThat(life.machine.state()).isEqualTo(expected(reached));
        bursts.subList((int) reached, bursts.size()).clear();
        certain = live(life, simulation, random, reached);
        simulation.crash(NODE);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Lives for a while; answers the last burst that was acknowledged. */
  private long live(Life life, Simulation simulation, Randomness random, long reached) {
    ArrayDeque<long[]> waiting = new ArrayDeque<>();
    long certain = reached;
    int steps = random.nextInt(120);
    boolean logged = life.persistence.isLogging();
    boolean promised = logged;
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(switching ? 22 : 20)) {
        case 20 -> life.persistence.appendOnly(true);
        case 21 -> life.persistence.appendOnly(false);
        case 0 -> life.persistence.snapshot();
        case 1 -> life.persistence.upheaval();
        case 2, 3, 4, 5, 6, 7 -> life.tasks(random.nextInt(4));
        default -> {
          burst(life, random);
          boolean safe = life.persistence.settle();
          if (life.persistence.isLogging()) {
            waiting.add(new long[] {safe ? 0 : life.persistence.appended(), bursts.size()});
          }
        }
      }
      simulation.run(Duration.ofNanos(random.nextInt(400_000)));
      boolean logs = life.persistence.isLogging();
      if (logs != logged && !promised) {
        waiting.clear();
      }
      if (logs && !logged) {
        waiting.add(new long[] {life.persistence.appended(), bursts.size()});
        promised = false;
      }
      logged = logs;
      if (!life.persistence.isSwitching()) {
        promised |= logs;
        while (!waiting.isEmpty() && waiting.getFirst()[0] <= life.persistence.durable()) {
          certain = Math.max(certain, waiting.removeFirst()[1]);
        }
      }
    }
    assertThat(life.failures).isEmpty();
    return certain;
  }

  @Test
  void whatWasAcknowledgedIsThereAndNothingIsHalfThere() {
    Durability always = new Durability(true, SyncPolicy.ALWAYS, List.of());
    SeedRunner.run(
        SEED, SEEDS, simulation -> new PersistenceSimulationTest().lives(simulation, always));
  }

  @Test
  void nothingThatWasAcknowledgedIsLostWhileTheLogIsTurnedOnAndOff() {
    Durability always = new Durability(true, SyncPolicy.ALWAYS, List.of());
    SeedRunner.run(
        SEED,
        SEEDS,
        simulation -> {
          PersistenceSimulationTest test = new PersistenceSimulationTest();
          test.switching = true;
          test.lives(simulation, always);
        });
  }

  @Test
  void snapshotsAloneHoldOneMoment() {
    Durability none = new Durability(false, SyncPolicy.NO, List.of());
    SeedRunner.run(
        SEED,
        SEEDS,
        simulation -> {
          PersistenceSimulationTest test = new PersistenceSimulationTest();
          try {
            Randomness random = simulation.randomness();
            Life life = new Life(simulation.world(NODE), none);
            for (int step = 0; step < 200; step++) {
              if (random.nextInt(40) == 0) {
                life.persistence.snapshot();
              }
              test.burst(life, random);
              life.persistence.settle();
              life.tasks(random.nextInt(2));
              simulation.run(Duration.ofNanos(random.nextInt(200_000)));
            }
            simulation.crash(NODE);
            Life next = new Life(simulation.world(NODE), none);
            next.machine.databases().now(test.now);
            assertThat(next.machine.state()).isEqualTo(test.expected(next.reached()));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }
}
