package dev.trimaran.events.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Disk;
import dev.trimaran.events.core.index.Candidates;
import dev.trimaran.events.core.index.Hashes;
import dev.trimaran.events.core.index.Place;
import dev.trimaran.events.core.index.Segment;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 20 of the failure catalogue, the index's files: torn, flipped, missing, stale. */
final class EventIndexSimulationTest {

  private static final NodeId NODE = new NodeId(1);
  private static final int SEGMENT = 100;
  private static final IndexConfig CONFIG = new IndexConfig(5, SEGMENT, 4096, 3, 0, Hashes::stream);

  /** What a checkpoint of the machine holds. */
  private record Checkpoint(long events, byte[] index) {}

  private final List<IOException> failures = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aCrashAtAnyTimeLeavesWhatTheCheckpointSays(long seed) throws IOException {
    Simulation simulation = new Simulation(seed);
    EventIndex index = new EventIndex(simulation.world(NODE), CONFIG, failures::add);
    index.reset();
    Checkpoint checkpoint = new Checkpoint(0, index.capture());
    for (int life = 0; life < 15; life++) {
      int batches = simulation.randomness().nextInt(60);
      for (int i = 0; i < batches; i++) {
        add(index, 1 + simulation.randomness().nextInt(40));
        simulation.run(Duration.ofNanos(simulation.randomness().nextInt(400_000)));
        if (simulation.randomness().nextInt(10) == 0) {
          checkpoint = new Checkpoint(index.view().next(), index.capture());
        }
      }
      simulation.crash(NODE);
      index = new EventIndex(simulation.world(NODE), CONFIG, failures::add);
      assertThat(index.restore(checkpoint.events(), ByteBuffer.wrap(checkpoint.index()))).isTrue();
      assertThat(index.view().next()).isEqualTo(checkpoint.events());
      verify(index.view());
      simulation.run(Duration.ofMillis(100));
      verify(index.view());
      assertThat(simulation.disk(NODE).paths()).noneMatch(path -> path.endsWith(".tmp"));
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void readersSeeWhatWasPublishedWhileSegmentsAreSealed() throws IOException {
    Simulation simulation = new Simulation(3);
    EventIndex index = new EventIndex(simulation.world(NODE), CONFIG, failures::add);
    add(index, 1050);
    IndexView before = index.view();
    verify(before);
    simulation.run(Duration.ofSeconds(1));
    verify(before);
    verify(index.view());
    assertThat(simulation.disk(NODE).paths()).hasSize(10);
    assertThat(index.view().segments()).hasSize(11);
    index.recorded(SampleEvents.entry(1050), new byte[0], List.of(SampleEvents.at(1050)));
    assertThat(index.view().next()).as("not published yet").isEqualTo(1050);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "torn", "empty", "footer", "directory", "another's"})
  void anIndexThatIsNotSoundIsMadeAgain(String damage) throws IOException {
    Simulation simulation = new Simulation(9);
    EventIndex index = new EventIndex(simulation.world(NODE), CONFIG, failures::add);
    add(index, 550);
    simulation.run(Duration.ofSeconds(1));
    Checkpoint checkpoint = new Checkpoint(550, index.capture());
    simulation.crash(NODE);
    String path = "index/00000000000000000200.idx";
    long size = simulation.disk(NODE).size(path);
    var disk = simulation.world(NODE).disk();
    IndexConfig config = CONFIG;
    switch (damage) {
      case "missing" -> disk.delete(path, Disk.Lane.BULK, failure -> {});
      case "torn" -> disk.open(path, Disk.Lane.BULK).truncate(size / 2, failure -> {});
      case "empty" -> disk.open(path, Disk.Lane.BULK).truncate(0, failure -> {});
      case "footer" -> simulation.disk(NODE).flipBit(path, size - 20, 3);
      case "directory" -> simulation.disk(NODE).flipBit(path, size - 60, 3);
      default -> config = new IndexConfig(6, SEGMENT, 4096, 3, 0, Hashes::stream);
    }
    simulation.run(Duration.ofSeconds(1));
    index = new EventIndex(simulation.world(NODE), config, failures::add);
    assertThat(index.restore(checkpoint.events(), ByteBuffer.wrap(checkpoint.index()))).isFalse();
    assertThat(index.view().next()).isZero();
    add(index, 700);
    simulation.run(Duration.ofSeconds(1));
    verify(index.view());
    checkpoint = new Checkpoint(700, index.capture());
    simulation.crash(NODE);
    index = new EventIndex(simulation.world(NODE), config, failures::add);
    assertThat(index.restore(checkpoint.events(), ByteBuffer.wrap(checkpoint.index()))).isTrue();
    verify(index.view());
  }

  @Test
  void aBlockThatRottedIsNeverAnswered() throws IOException {
    Simulation simulation = new Simulation(9);
    EventIndex index = new EventIndex(simulation.world(NODE), CONFIG, failures::add);
    add(index, 550);
    simulation.run(Duration.ofSeconds(1));
    String path = "index/00000000000000000200.idx";
    simulation.disk(NODE).flipBit(path, 40, 1);
    EventIndex damaged = index;
    assertThatThrownBy(() -> verify(damaged.view()))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(path)
        .hasMessageContaining("restart");
    Checkpoint checkpoint = new Checkpoint(550, index.capture());
    simulation.run(Duration.ofSeconds(1));
    simulation.crash(NODE);
    index = new EventIndex(simulation.world(NODE), CONFIG, failures::add);
    assertThat(index.restore(checkpoint.events(), ByteBuffer.wrap(checkpoint.index()))).isFalse();
  }

  /** Row 19: a write that fails is told once, and not tried again. */
  @Test
  void aFailedForceStopsTheNode() {
    Simulation simulation = new Simulation(9);
    simulation.disk(NODE).settings(DiskSettings.HEALTHY.withFailures(0, 1));
    EventIndex index = new EventIndex(simulation.world(NODE), CONFIG, failures::add);
    add(index, 350);
    simulation.run(Duration.ofSeconds(1));
    assertThat(failures).hasSize(1);
    assertThat(simulation.disk(NODE).paths()).noneMatch(path -> path.endsWith(".idx"));
  }

  private static void add(EventIndex index, int count) {
    long first = index.view().next();
    long end = first + count + (first + count) % 2; // whole entries
    for (long position = first; position < end; position += 2) {
      index.recorded(
          SampleEvents.entry(position),
          new byte[0],
          List.of(SampleEvents.at(position), SampleEvents.at(position + 1)));
    }
    index.publish();
  }

  private static void verify(IndexView view) throws IOException {
    long[] types = new long[3];
    for (Segment<IOException> segment : view.segments()) {
      for (int type = 0; type < 3; type++) {
        types[type] += segment.count(SampleEvents.type(type));
      }
    }
    for (int type = 0; type < 3; type++) {
      assertThat(types[type]).isGreaterThanOrEqualTo((view.next() - type + 2) / 3);
    }
    for (long position = 0; position < view.next(); position++) {
      Segment<IOException> segment = view.of(position);
      Place place = segment.places(position, 1).at(position);
      assertThat(place)
          .isEqualTo(
              new Place(
                  SampleEvents.entry(position),
                  SampleEvents.number(position),
                  position / SampleEvents.STREAMS));
      Candidates found = new Candidates(place.revision(), place.revision());
      segment.find(Hashes.stream(SampleEvents.stream(position % SampleEvents.STREAMS)), found);
      assertThat(found.of(place.revision())).containsExactly(position);
    }
  }
}
