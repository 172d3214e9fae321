package dev.trimaran.events.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.model.EventId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Consumers that come, go, acknowledge, refuse and fall asleep, leaders that change, answers that
 * take their time: every event is acknowledged, skipped or parked, and nobody has too many.
 */
final class GroupPropertyTest {

  private static final int SEEDS = 200;
  private static final int STEPS = 400;

  /** Events whose fate was told by a consumer, by their places in the stream. */
  private final Set<Long> handled = new HashSet<>();

  private long consumers = 100;

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  private static GroupSettings settings(SplittableRandom random) {
    ConsumerStrategy[] strategies = ConsumerStrategy.values();
    return new GroupSettings(
        false,
        0,
        false,
        random.nextInt(3) == 0 ? 0 : 50 + random.nextInt(500),
        random.nextInt(5),
        1 + random.nextInt(40),
        1 + random.nextInt(10),
        11 + random.nextInt(40),
        random.nextInt(300),
        random.nextInt(5),
        5 + random.nextInt(30),
        0,
        strategies[random.nextInt(strategies.length)]);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLostAndNobodyHasTooMany(long seed) {
    var random = new SplittableRandom(seed);
    Shell shell = new Shell(settings(random));
    shell.answersAtOnce = false;
    shell.step(new GroupInput.Tick());
    for (int step = 0; step < STEPS; step++) {
      act(shell, random);
      shell.with.forEach((consumer, has) ->
          assertThat(shell.group.measure(shell.now).consumers())
              .as("seed %d", seed)
              .allMatch(figures -> figures.room() >= 0));
      checkpointIsSound(shell, seed);
    }
    finish(shell);
    for (long place = 0; place < shell.stream.size(); place++) {
      assertThat(handled).as("seed %d, place %d", seed, place).contains(place);
    }
    GroupStatistics end = shell.group.measure(shell.now);
    assertThat(end.held()).as("seed %d", seed).isZero();
    assertThat(end.parked()).as("seed %d", seed).isZero();
    assertThat(end.settled()).isEqualTo(shell.stream.size() - 1L);
  }

  /** All up to a durable checkpoint was handled, or is among the parked. */
  private void checkpointIsSound(Shell shell, long seed) {
    if (shell.checkpoints.isEmpty()) {
      return;
    }
    Set<Long> parked = new HashSet<>();
    for (GroupEvent event :
        shell.parkedStream.subList((int) shell.parkedFirst, shell.parkedStream.size())) {
      parked.add(origin(event));
    }
    for (long place = 0; place <= shell.checkpoints.getLast().place(); place++) {
      assertThat(handled.contains(place) || parked.contains(place))
          .as("seed %d: %d is lost at checkpoint", seed, place)
          .isTrue();
    }
  }

  private static long origin(GroupEvent event) {
    return event.event() == null ? -1 : event.event().position();
  }

  private void act(Shell shell, SplittableRandom random) {
    switch (random.nextInt(12)) {
      case 0, 1 -> shell.append(1 + random.nextInt(5), "pin-" + random.nextInt(6));
      case 2 -> {
        if (shell.with.size() < 4) {
          shell.connect(consumers++, 1 + random.nextInt(6));
        }
      }
      case 3 -> {
        if (random.nextInt(4) == 0 && !shell.with.isEmpty()) {
          shell.disconnect(any(shell, random));
        }
      }
      case 4 -> shell.pass(random.nextInt(200));
      case 5 -> {
        if (random.nextInt(10) == 0) {
          shell.restart();
        } else if (random.nextInt(3) == 0) {
          shell.step(
              new GroupInput.Replay(random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(20)));
        }
      }
      case 6, 7, 8 -> answerShell(shell, random);
      case 9, 10, 11 -> answerGroup(shell, random);
      default -> throw new AssertionError();
    }
  }

  private static long any(Shell shell, SplittableRandom random) {
    List<Long> all = List.copyOf(shell.with.keySet());
    return all.get(random.nextInt(all.size()));
  }

  /** One effect that waits is done, or fails. */
  private static void answerShell(Shell shell, SplittableRandom random) {
    if (shell.pending.isEmpty()) {
      return;
    }
    GroupEffect effect = shell.pending.remove(random.nextInt(shell.pending.size()));
    if (random.nextInt(10) > 0) {
      shell.perform(effect);
      return;
    }
    switch (effect) {
      case GroupEffect.Park park -> shell.step(new GroupInput.ParkFailed(park.event().id()));
      case GroupEffect.WriteCheckpoint _ -> shell.step(new GroupInput.CheckpointDone(false));
      case GroupEffect.TruncateParked _ -> shell.step(new GroupInput.TruncateDone(false));
      case GroupEffect.Read _,
          GroupEffect.ReadParked _,
          GroupEffect.Accept _,
          GroupEffect.Refuse _,
          GroupEffect.Drop _,
          GroupEffect.Deliver _ ->
          shell.perform(effect);
    }
  }

  /** A consumer answers one of its messages; now and then it answers what it had long ago. */
  private void answerGroup(Shell shell, SplittableRandom random) {
    if (shell.with.isEmpty()) {
      return;
    }
    long consumer = any(shell, random);
    List<GroupEffect.Deliver> has = shell.has(consumer);
    if (has.isEmpty()) {
      return;
    }
    GroupEvent event = has.get(random.nextInt(has.size())).event();
    List<EventId> ids = List.of(event.id());
    int what = random.nextInt(10);
    if (what < 6) {
      handled.add(origin(event));
      shell.ackIds(consumer, ids);
      return;
    }
    NackAction action = NackAction.values()[random.nextInt(4)];
    shell.answered(consumer, ids);
    if (action == NackAction.SKIP) {
      // Counts only if it still was that consumer's: acknowledge so that the test knows.
      handled.add(origin(event));
      shell.ackIds(consumer, ids);
      return;
    }
    shell.step(new GroupInput.Nack(consumer, ids, action, "seeded"));
  }

  /** Everything answers, all that is parked is told again, until nothing is left. */
  private void finish(Shell shell) {
    if (shell.with.isEmpty()) {
      shell.connect(consumers++, 5);
    }
    for (int round = 0; round < 5_000; round++) {
      while (!shell.pending.isEmpty()) {
        shell.perform(shell.pending.removeFirst());
      }
      shell.step(new GroupInput.Replay(Long.MAX_VALUE));
      for (long consumer : List.copyOf(shell.with.keySet())) {
        for (GroupEffect.Deliver deliver : List.copyOf(shell.has(consumer))) {
          handled.add(origin(deliver.event()));
          shell.ackIds(consumer, List.of(deliver.event().id()));
        }
      }
      shell.pass(100);
      GroupStatistics now = shell.group.measure(shell.now);
      if (shell.pending.isEmpty()
          && now.held() == 0
          && now.parked() == 0
          && now.settled() == shell.stream.size() - 1L) {
        return;
      }
    }
  }
}
