package dev.trimaran.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.World;
import dev.trimaran.base.random.SeededRandomness;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkFaultsTest {

  private static final NodeId A = new NodeId(1);
  private static final NodeId B = new NodeId(2);
  private static final int FRAMES = 2000;

  private record Numbers(List<Integer> seen) implements Network.Receiver {

    @Override
    public void received(NodeId from, ByteBuffer frame) {
      seen.add(frame.getInt());
    }

    @Override
    public void unreachable(NodeId peer) {}
  }

  private static List<Integer> sendAll(Simulation simulation, LinkSettings settings) {
    simulation.network().settings(settings);
    Numbers numbers = new Numbers(new ArrayList<>());
    World a = simulation.world(A);
    a.network().open(new Numbers(new ArrayList<>()));
    simulation.world(B).network().open(numbers);
    for (int i = 0; i < FRAMES; i++) {
      a.network().send(B, ByteBuffer.allocate(4).putInt(0, i));
    }
    simulation.run(Duration.ofSeconds(1));
    return numbers.seen();
  }

  private static List<Integer> sendAll(LinkSettings settings) {
    return sendAll(new Simulation(9), settings);
  }

  @Test
  void losesAsOftenAsTold() {
    assertThat(sendAll(LinkSettings.CALM.withLoss(0.25)))
        .hasSizeBetween(1350, 1650)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void doublesAsOftenAsTold() {
    assertThat(sendAll(LinkSettings.CALM.withDuplication(0.25))).hasSizeBetween(2350, 2650);
  }

  @Test
  void reordersOnlyWhenTold() {
    assertThat(sendAll(LinkSettings.CALM)).hasSize(FRAMES).isSorted();
    List<Integer> reordered = sendAll(LinkSettings.CALM.withReordering(0.5));
    assertThat(reordered).hasSize(FRAMES).isNotEqualTo(reordered.stream().sorted().toList());
  }

  @Test
  void aCutLosesWhatIsUnderWay() {
    Simulation simulation = new Simulation(9);
    simulation.at(Duration.ZERO, () -> simulation.network().isolate(B));
    assertThat(sendAll(simulation, LinkSettings.CALM)).isEmpty();
  }

  @Test
  void equalSeedsGiveEqualRuns() {
    long hash = SeedRunner.twice(4, run -> sendAll(run, LinkSettings.CALM.withLoss(0.5)));
    long other = SeedRunner.twice(5, run -> sendAll(run, LinkSettings.CALM.withLoss(0.5)));
    assertThat(hash).isNotEqualTo(other);
  }

  @Test
  void theFirstDivergentEventIsNamed() {
    SeededRandomness leak = new SeededRandomness(1);
    assertThatThrownBy(() ->
            SeedRunner.run(
                7,
                1,
                run -> {
                  run.at(Duration.ofMillis(1), () -> {});
                  run.at(Duration.ofNanos(2_000_000 + leak.nextInt(1_000)), () -> {});
                  run.run(Duration.ofSeconds(1));
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 7")
        .hasMessageContaining("event 1 is ACTION of node 0 at 2000");
  }

  @Test
  void aFailureNamesItsSeed() {
    assertThatThrownBy(() ->
            SeedRunner.run(
                3,
                2,
                run -> {
                  run.run(Duration.ofSeconds(2));
                  throw new AssertionError("broken");
                }))
        .hasMessage("seed 3 after 2000 ms of virtual time: broken");
  }

  @Test
  void clocksDriftAndJump() {
    Simulation simulation = new Simulation(1);
    World a = simulation.world(A);
    long nanos = a.clock().nanoTime();
    long millis = a.clock().currentTimeMillis();
    simulation.clockRate(A, 1.5);
    simulation.clockJump(A, Duration.ofHours(-1));
    simulation.run(Duration.ofSeconds(10));
    assertThat(a.clock().nanoTime() - nanos).isEqualTo(15_000_000_000L);
    assertThat(a.clock().currentTimeMillis() - millis).isEqualTo(15_000 - 3_600_000);
  }
}
