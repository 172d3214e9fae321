package dev.trimaran.events.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GroupTest {

  private static GroupSettings settings(ConsumerStrategy strategy) {
    return new GroupSettings(false, 0, false, 1_000, 2, 50, 5, 20, 500, 1, 100, 2, strategy);
  }

  private final Shell shell = new Shell(settings(ConsumerStrategy.ROUND_ROBIN));

  private static List<Integer> retriesOf(Shell shell, long place) {
    return shell.delivered.stream()
        .filter(deliver -> deliver.event().place() == place && !deliver.event().replayed())
        .map(GroupEffect.Deliver::retries)
        .toList();
  }

  @Test
  void aConsumerHasAtMostItsBuffer() {
    shell.append(10);
    shell.connect(1, 3);
    assertThat(shell.placesOf(1)).containsExactly(0L, 1L, 2L);
    shell.ack(1, 1);
    assertThat(shell.placesOf(1)).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void noMoreConsumersThanAllowed() {
    shell.connect(1, 1);
    shell.connect(2, 1);
    shell.connect(3, 1);
    assertThat(shell.refused).containsExactly(3L);
    shell.disconnect(1);
    shell.connect(4, 1);
    assertThat(shell.refused).containsExactly(3L);
  }

  // ---- strategies

  @Test
  void roundRobinTakesTurnsAndSkipsTheFull() {
    shell.connect(1, 2);
    shell.connect(2, 10);
    shell.append(6);
    assertThat(shell.placesOf(1)).containsExactly(0L, 2L);
    assertThat(shell.placesOf(2)).containsExactly(1L, 3L, 4L, 5L);
  }

  @Test
  void dispatchToSingleUsesOneUntilItGoes() {
    var single = new Shell(settings(ConsumerStrategy.DISPATCH_TO_SINGLE));
    single.connect(1, 2);
    single.connect(2, 10);
    single.append(3);
    assertThat(single.placesOf(1)).containsExactly(0L, 1L);
    assertThat(single.placesOf(2)).isEmpty();
    single.disconnect(1);
    assertThat(single.placesOf(2)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void pinnedStreamsStayWithTheirConsumer() {
    var pinned = new Shell(settings(ConsumerStrategy.PINNED));
    pinned.connect(1, 100);
    pinned.connect(2, 100);
    for (int i = 0; i < 20; i++) {
      pinned.append(1, "stream-" + i % 5);
    }
    Map<String, Set<Long>> consumers = new HashMap<>();
    pinned.delivered.forEach(deliver ->
        consumers
            .computeIfAbsent(deliver.event().pin(), _ -> new HashSet<>())
            .add(deliver.consumer()));
    assertThat(pinned.delivered).hasSize(20);
    assertThat(consumers.values()).allMatch(set -> set.size() == 1);
    assertThat(pinned.placesOf(1)).isNotEmpty();
    assertThat(pinned.placesOf(2)).isNotEmpty();
  }

  @Test
  void aPinWithMessagesInFlightIsNotMovedToANewcomer() {
    var pinned = new Shell(settings(ConsumerStrategy.PINNED));
    pinned.connect(1, 100);
    for (int i = 0; i < 10; i++) {
      pinned.append(1, "stream-" + i);
    }
    pinned.connect(2, 100);
    for (int i = 0; i < 10; i++) {
      pinned.append(1, "stream-" + i);
    }
    assertThat(pinned.placesOf(2)).isEmpty();
    pinned.disconnect(1);
    assertThat(pinned.placesOf(2)).hasSize(20);
  }

  @Test
  void aFullPinnedConsumerDoesNotHoldUpOthers() {
    var pinned = new Shell(settings(ConsumerStrategy.PINNED_BY_CORRELATION));
    pinned.connect(1, 1);
    pinned.connect(2, 1);
    pinned.append(5, "a");
    pinned.append(5, "b");
    pinned.append(5, "c");
    pinned.append(5, "d");
    assertThat(pinned.delivered).hasSize(2);
  }

  // ---- row 12: nack storm

  @Test
  void row12aNackStormEndsAmongTheParked() {
    shell.append(3);
    shell.connect(1, 10);
    for (int round = 0; round < 3; round++) {
      shell.nack(1, NackAction.RETRY, 0, 1, 2);
    }
    assertThat(retriesOf(shell, 0)).containsExactly(0, 1, 2);
    assertThat(shell.parkedStream).hasSize(3);
    assertThat(shell.parkedFor).containsOnly("because");
    shell.pass(10_000);
    assertThat(shell.delivered).hasSize(9);
    assertThat(shell.checkpoints.getLast().place()).isEqualTo(2);
    assertThat(shell.group.measure(shell.now).held()).isZero();
  }

  @Test
  void parkSkipAndStop() {
    shell.append(3);
    shell.connect(1, 10);
    shell.nack(1, NackAction.PARK, 0);
    assertThat(shell.parkedStream).hasSize(1);
    shell.nack(1, NackAction.SKIP, 1);
    shell.nack(1, NackAction.STOP, 2);
    assertThat(shell.dropped).containsExactly(1L);
    shell.connect(2, 10);
    assertThat(shell.placesOf(2)).containsExactly(2L);
    shell.ack(2, 2);
    shell.pass(1_000);
    assertThat(shell.checkpoints.getLast().place()).isEqualTo(2);
  }

  @Test
  void aMessageThatCouldNotBeParkedIsHeldUntilItIs() {
    shell.append(1);
    shell.connect(1, 10);
    shell.answersAtOnce = false;
    shell.nack(1, NackAction.PARK, 0);
    shell.step(new GroupInput.ParkFailed(Shell.id(0)));
    shell.pass(5_000);
    assertThat(shell.pending.stream().filter(e -> e instanceof GroupEffect.Park)).hasSize(2);
    assertThat(shell.checkpoints).isEmpty();
    shell.step(new GroupInput.Parked(Shell.id(0), 0));
    shell.pass(5_000);
    assertThat(shell.pending.getLast())
        .isEqualTo(new GroupEffect.WriteCheckpoint(new GroupCheckpoint(0, Map.of())));
  }

  // ---- row 12: timeouts and late acks

  @Test
  void row12aTimeoutRetriesAndALateAckCounts() {
    shell.connect(1, 1);
    shell.connect(2, 1);
    shell.append(1);
    assertThat(shell.group.deadline()).isEqualTo(1_000);
    shell.pass(1_000);
    assertThat(shell.placesOf(2)).containsExactly(0L);
    shell.ack(1, 0);
    assertThat(shell.group.measure(shell.now).inFlight()).isZero();
    shell.ack(2, 0);
    shell.append(3);
    shell.pass(1);
    assertThat(shell.group.measure(shell.now).inFlight()).isEqualTo(2);
    assertThat(retriesOf(shell, 0)).containsExactly(0, 1);
  }

  @Test
  void aLateAckOfAMessageThatWaitsToBeToldAgain() {
    shell.append(2);
    shell.connect(1, 1);
    shell.connect(2, 1);
    shell.disconnect(2);
    assertThat(shell.group.measure(shell.now).retrying()).isEqualTo(1);
    shell.ack(2, 1);
    assertThat(shell.group.measure(shell.now).retrying()).isZero();
    shell.ack(1, 0);
    assertThat(shell.delivered).hasSize(2);
  }

  @Test
  void aLateNackSaysNothing() {
    shell.connect(1, 1);
    shell.connect(2, 1);
    shell.append(1);
    shell.pass(1_000);
    shell.nack(1, NackAction.PARK, 0);
    assertThat(shell.parkedStream).isEmpty();
    shell.ack(2, 0);
  }

  @Test
  void acksOfUnknownAndForeignMessagesSayNothing() {
    shell.append(1);
    shell.connect(1, 1);
    shell.connect(2, 1);
    shell.ackIds(2, List.of(Shell.id(0), Shell.id(99)));
    shell.ackIds(77, List.of(Shell.id(0)));
    assertThat(shell.group.measure(shell.now).inFlight()).isEqualTo(1);
  }

  // ---- row 12: retry counts survive

  @Test
  void row12RetryCountsSurviveARestart() {
    shell.append(4);
    shell.connect(1, 10);
    shell.ack(1, 0);
    shell.nack(1, NackAction.RETRY, 2);
    shell.nack(1, NackAction.RETRY, 2);
    shell.pass(600);
    assertThat(shell.checkpoints.getLast()).isEqualTo(new GroupCheckpoint(0, Map.of(2L, 2)));
    shell.restart();
    shell.connect(5, 10);
    assertThat(shell.placesOf(5)).containsExactly(1L, 2L, 3L);
    assertThat(retriesOf(shell, 2)).endsWith(2);
    shell.nack(5, NackAction.RETRY, 2);
    assertThat(shell.parkedStream).hasSize(1);
  }

  @Test
  void retryCountsOfMessagesNotYetReadAgainAreKept() {
    shell.append(30);
    shell.connect(1, 30);
    shell.nack(1, NackAction.RETRY, 29);
    shell.pass(600);
    shell.restart();
    shell.connect(2, 1);
    shell.ack(2, 0);
    shell.pass(600);
    assertThat(shell.checkpoints.getLast().retries()).containsEntry(29L, 1);
  }

  // ---- row 12: the checkpoint

  @Test
  void row12TheCheckpointIsBelowTheLowestUnacknowledged() {
    shell.append(10);
    shell.connect(1, 10);
    shell.ack(1, 1, 2, 3, 4, 5);
    shell.pass(600);
    assertThat(shell.checkpoints).isEmpty();
    shell.ack(1, 0);
    assertThat(shell.checkpoints.getLast().place()).isEqualTo(5);
    shell.restart();
    shell.connect(2, 10);
    assertThat(shell.placesOf(2)).containsExactly(6L, 7L, 8L, 9L);
  }

  @Test
  void aCheckpointComesByTimeOrByCount() {
    var counted =
        new Shell(
            new GroupSettings(
                false, 0, false, 0, 2, 50, 5, 20, 500, 5, 8, 0, ConsumerStrategy.ROUND_ROBIN));
    counted.append(20);
    counted.connect(1, 20);
    counted.ack(1, 0, 1, 2);
    counted.pass(600);
    assertThat(counted.checkpoints).isEmpty();
    counted.ack(1, 3, 4);
    assertThat(counted.checkpoints.getLast().place()).isEqualTo(4);
    counted.ack(1, 5, 6, 7, 8, 9, 10, 11);
    assertThat(counted.checkpoints).hasSize(1);
    counted.ack(1, 12);
    assertThat(counted.checkpoints.getLast().place()).isEqualTo(12);
  }

  @Test
  void placesWithoutMessagesAreCheckpointedNowAndThen() {
    shell.answersAtOnce = false;
    shell.pass(0);
    shell.step(new GroupInput.Page(List.of(), 900, true));
    shell.pass(600);
    assertThat(shell.pending).noneMatch(e -> e instanceof GroupEffect.WriteCheckpoint);
    shell.step(new GroupInput.Page(List.of(), 1_500, true));
    assertThat(shell.pending)
        .contains(new GroupEffect.WriteCheckpoint(new GroupCheckpoint(1_499, Map.of())));
  }

  // ---- row 12: replay of parked while acks arrive

  @Test
  void row12ParkedMessagesAreReplayedWhileAcksArrive() {
    shell.append(10);
    shell.connect(1, 4);
    shell.nack(1, NackAction.PARK, 0, 1, 2);
    shell.step(new GroupInput.Replay(Long.MAX_VALUE));
    shell.ack(1, 3, 4, 5, 6);
    var replayed = shell.has(1).stream().filter(d -> d.event().replayed()).toList();
    assertThat(replayed).hasSize(3).allMatch(d -> d.retries() == 0);
    assertThat(shell.group.measure(shell.now).parked()).isEqualTo(3);
    shell.ackIds(1, List.of(replayed.get(1).event().id()));
    shell.ack(1, 7, 8);
    assertThat(shell.parkedFirst).isZero();
    shell.ackIds(1, replayed.stream().map(d -> d.event().id()).toList());
    assertThat(shell.parkedFirst).isEqualTo(3);
    assertThat(shell.group.measure(shell.now).parked()).isZero();
    shell.ack(1, 7, 8, 9);
    shell.pass(600);
    assertThat(shell.checkpoints.getLast().place()).isEqualTo(9);
  }

  @Test
  void aReplayThatIsCutShortLosesNothing() {
    shell.append(3);
    shell.connect(1, 10);
    shell.nack(1, NackAction.PARK, 0, 1, 2);
    shell.step(new GroupInput.Replay(Long.MAX_VALUE));
    shell.pass(600);
    shell.restart();
    assertThat(shell.group.measure(shell.now).parked()).isEqualTo(3);
    shell.connect(2, 10);
    shell.step(new GroupInput.Replay(Long.MAX_VALUE));
    assertThat(shell.has(2)).hasSize(3);
  }

  @Test
  void someOfTheParkedAndAgainParked() {
    shell.append(3);
    shell.connect(1, 10);
    shell.nack(1, NackAction.PARK, 0, 1, 2);
    shell.step(new GroupInput.Replay(1));
    assertThat(shell.has(1)).hasSize(1);
    var first = shell.has(1).getFirst().event().id();
    shell.answered(1, List.of(first));
    shell.step(new GroupInput.Nack(1, List.of(first), NackAction.PARK, "again"));
    assertThat(shell.parkedStream).hasSize(4);
    assertThat(shell.parkedFirst).isEqualTo(1);
    assertThat(shell.group.measure(shell.now).parked()).isEqualTo(3);
    shell.step(new GroupInput.Replay(Long.MAX_VALUE));
    assertThat(shell.has(1)).hasSize(3);
  }

  // ---- what else

  @Test
  void twoEventsOfOneIdAreToldOneAfterTheOther() {
    shell.appendWithId(Shell.id(5), "a");
    shell.appendWithId(Shell.id(5), "b");
    shell.connect(1, 10);
    assertThat(shell.placesOf(1)).containsExactly(0L);
    shell.ackIds(1, List.of(Shell.id(5)));
    assertThat(shell.placesOf(1)).containsExactly(0L, 1L);
  }

  @Test
  void noMoreIsReadThanTheBufferHolds() {
    shell.append(100);
    assertThat(shell.group.measure(0).waiting()).isEqualTo(46);
    assertThat(shell.group.measure(0).live()).isTrue();
    shell.restart();
    assertThat(shell.group.measure(0).waiting()).isEqualTo(20);
    assertThat(shell.group.measure(0).live()).isFalse();
  }

  @Test
  void theAgeOfTheOldestIsTold() {
    shell.append(2);
    shell.connect(1, 10);
    shell.pass(700);
    assertThat(shell.group.measure(shell.now).oldestMs()).isEqualTo(700);
    shell.ack(1, 0, 1);
    assertThat(shell.group.measure(shell.now).oldestMs()).isZero();
    var figures = shell.group.measure(shell.now).consumers().getFirst();
    assertThat(figures.total()).isEqualTo(2);
    assertThat(figures.room()).isEqualTo(10);
  }
}
