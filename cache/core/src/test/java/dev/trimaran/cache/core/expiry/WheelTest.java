package dev.trimaran.cache.core.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The wheel beside a map of due times. */
class WheelTest {

  private static final long DAY = 86_400_000L;

  @Test
  void aTimerIsDueAtItsMillisecond() {
    Wheel wheel = new Wheel(0);
    for (long delay : new long[] {1, 63, 64, 4095, 4096, 1_000_000, 400 * DAY, 1L << 54}) {
      long now = wheel.time();
      wheel.arm(7, now + delay);
      assertThat(wheel.due(7)).isEqualTo(now + delay);
      assertThat(wheel.next()).isLessThanOrEqualTo(now + delay);
      assertThat(wheel.poll(now + delay - 1)).isEqualTo(-1);
      assertThat(wheel.poll(now + delay)).isEqualTo(7);
      assertThat(wheel.due(7)).isEqualTo(Wheel.NEVER);
    }
    assertThat(wheel.next()).isEqualTo(Wheel.NEVER);
  }

  @Test
  void oneInThePastIsDueAtOnce() {
    Wheel wheel = new Wheel(1_000);
    wheel.arm(3, 10);
    assertThat(wheel.poll(1_000)).isEqualTo(3);
  }

  @Test
  void aDisarmedTimerNeverComes() {
    Wheel wheel = new Wheel(0);
    wheel.arm(1, 5);
    wheel.arm(2, 5);
    wheel.disarm(1);
    wheel.disarm(1);
    wheel.disarm(999);
    assertThat(wheel.poll(DAY)).isEqualTo(2);
    assertThat(wheel.poll(DAY)).isEqualTo(-1);
  }

  @Test
  void memoryIsTakenByTheChunkAndGivenBack() {
    Wheel wheel = new Wheel(0);
    for (int i = 0; i < Wheel.CHUNK; i++) {
      wheel.arm(5 * Wheel.CHUNK + i, 100 + i);
    }
    assertThat(wheel.bytes()).isEqualTo(Wheel.CHUNK_BYTES);
    wheel.drop(5);
    wheel.drop(5);
    wheel.drop(77);
    assertThat(wheel.bytes()).isZero();
    assertThat(wheel.armed()).isZero();
    assertThat(wheel.poll(DAY)).isEqualTo(-1);
  }

  @Test
  void aMillionTimersComeInOrder() {
    SeededRandomness dice = new SeededRandomness(3);
    Wheel wheel = new Wheel(0);
    int count = 1_000_000;
    for (int i = 0; i < count; i++) {
      wheel.arm(i, dice.nextInt(3_600_000));
    }
    long last = 0;
    for (int i = 0; i < count; i++) {
      int timer = wheel.poll(3_600_000);
      assertThat(timer >= 0).isTrue();
      assertThat(wheel.time() >= last).isTrue();
      last = wheel.time();
    }
    assertThat(wheel.armed()).isZero();
  }

  /** Arms, moves and disarms at random; the time goes on, leaps by months, and goes back. */
  @Test
  void aWheelIsAMap() {
    for (long seed = 1; seed <= 20; seed++) {
      SeededRandomness dice = new SeededRandomness(seed);
      long now = 1_700_000_000_000L;
      Wheel wheel = new Wheel(now);
      Map<Integer, Long> model = new HashMap<>();
      for (int step = 0; step < 20_000; step++) {
        int timer = dice.nextInt(300);
        switch (dice.nextInt(6)) {
          case 0, 1, 2 -> {
            long due = now - 50 + (1L << dice.nextInt(40)) + dice.nextInt(100);
            wheel.arm(timer, due);
            model.put(timer, due);
          }
          case 3 -> {
            wheel.disarm(timer);
            model.remove(timer);
          }
          default -> {
            now += dice.nextInt(20) == 0 ? -dice.nextInt(5_000) : 1L << dice.nextInt(30);
            drain(wheel, model, now);
          }
        }
        assertThat(wheel.armed()).isEqualTo(model.size());
      }
    }
  }

  private static void drain(Wheel wheel, Map<Integer, Long> model, long now) {
    if (now < wheel.time()) {
      wheel.rewind(now);
    }
    long earliest = model.values().stream().mapToLong(due -> due).min().orElse(Wheel.NEVER);
    assertThat(wheel.next()).isLessThanOrEqualTo(Math.max(earliest, wheel.time()));
    long last = Long.MIN_VALUE;
    for (int timer = wheel.poll(now); timer >= 0; timer = wheel.poll(now)) {
      long due = model.getOrDefault(timer, Wheel.NEVER);
      model.remove(timer);
      assertThat(due).isLessThanOrEqualTo(now);
      assertThat(wheel.time()).isGreaterThanOrEqualTo(Math.max(last, due));
      last = wheel.time();
    }
    assertThat(model.values()).allMatch(due -> due > now);
  }
}
