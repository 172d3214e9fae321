package dev.trimaran.simulation.decorator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.InvariantViolation;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.Disk.Lane;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.base.port.Network;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecoratorTest {

  private static final NodeId A = new NodeId(1);
  private static final NodeId B = new NodeId(2);

  private static final class Counter implements Network.Receiver {
    private int frames;

    @Override
    public void received(NodeId from, ByteBuffer frame) {
      frames++;
    }

    @Override
    public void unreachable(NodeId peer) {}
  }

  private final Simulation simulation = new Simulation(3);

  @Test
  void aBufferChangedInFlightIsFound() throws IOException {
    DiskFile file = asserting().open("file", Lane.LOG);
    ByteBuffer data = ByteBuffer.allocate(8);
    file.write(0, data, failure -> {});
    data.put(3, (byte) 1);
    assertThatThrownBy(() -> simulation.run(Duration.ofSeconds(1)))
        .isInstanceOf(InvariantViolation.class)
        .hasMessageContaining("does not change");
  }

  @Test
  void aClosedFileAndAnUnsyncedRenameAreFound() throws IOException {
    Disk disk = asserting();
    DiskFile file = disk.open("file", Lane.LOG);
    file.write(0, ByteBuffer.allocate(1), failure -> {});
    assertThatThrownBy(() -> disk.rename("file", "other", Lane.LOG, failure -> {}))
        .isInstanceOf(InvariantViolation.class);
    file.sync(failure -> {});
    disk.rename("file", "other", Lane.LOG, failure -> {});
    file.close();
    assertThatThrownBy(() -> file.sync(failure -> {})).isInstanceOf(InvariantViolation.class);
  }

  @Test
  void aFrameChangedAfterItWasSentIsFound() {
    AssertingNetwork network = new AssertingNetwork(simulation.world(A).network());
    assertThatThrownBy(() -> network.send(B, ByteBuffer.allocate(1)))
        .isInstanceOf(InvariantViolation.class);
    network.open(new Counter());
    ByteBuffer frame = ByteBuffer.allocate(8);
    network.send(B, frame);
    network.check();
    frame.put(0, (byte) 1);
    assertThatThrownBy(network::check).isInstanceOf(InvariantViolation.class);
  }

  @Test
  void aCrankyDiskFailsAndKeepsFailing() throws IOException {
    Disk disk = new CrankyDisk(simulation.world(A).disk(), simulation.randomness(), 0.1);
    List<Boolean> failed = new ArrayList<>();
    DiskFile file = openWhatever(disk);
    for (int i = 0; i < 100; i++) {
      file.write(i, ByteBuffer.allocate(1), failure -> failed.add(failure != null));
    }
    simulation.run(Duration.ofSeconds(1));
    assertThat(failed).hasSize(100).contains(true, false);
    assertThat(failed.subList(failed.indexOf(true), 100)).containsOnly(true);
  }

  @Test
  void aCrankyNetworkRefusesLosesAndDoubles() {
    Network network =
        new CrankyNetwork(simulation.world(A).network(), simulation.randomness(), 0.3);
    Counter receiver = new Counter();
    network.open(new Counter());
    simulation.world(B).network().open(receiver);
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      refused += network.send(B, ByteBuffer.allocate(1)) ? 0 : 1;
    }
    simulation.run(Duration.ofSeconds(1));
    assertThat(refused).isBetween(200, 400);
    // 0.7 accepted, 0.7 of them not swallowed, 1.3 copies of each: 637 of 1000.
    assertThat(receiver.frames).isBetween(500, 780);
    network.close();
  }

  private Disk asserting() {
    return new AssertingDisk(simulation.world(A).disk());
  }

  private static DiskFile openWhatever(Disk disk) throws IOException {
    IOException last = new IOException();
    for (int i = 0; i < 100; i++) {
      try {
        return disk.open("file", Lane.LOG);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
