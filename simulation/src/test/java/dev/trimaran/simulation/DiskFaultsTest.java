package dev.trimaran.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.Disk.Lane;
import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiskFaultsTest {

  private static final NodeId A = new NodeId(1);
  private static final int SECTORS = 40;

  private final Simulation simulation = new Simulation(5);
  private final List<String> done = new ArrayList<>();

  private static ByteBuffer filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes);
  }

  private void expect(String label, DiskFile file, ByteBuffer data) {
    file.write(0, data, failure -> done.add(label + (failure == null ? "" : " failed")));
  }

  private static byte[] content(Disk disk, String path) throws IOException {
    DiskFile file = disk.open(path, Lane.LOG);
    ByteBuffer into = ByteBuffer.allocate((int) file.size());
    file.read(0, into);
    return into.array();
  }

  /** One run: ones are synced, twos written over them and not synced, then the power fails. */
  private static byte[] afterCrash(long seed, double survival) throws IOException {
    Simulation run = new Simulation(seed);
    run.disk(A).settings(DiskSettings.HEALTHY.withSurvival(survival));
    Disk disk = run.world(A).disk();
    DiskFile file = disk.open("file", Lane.LOG);
    file.write(0, filled(SECTORS * 512, 1), failure -> {});
    file.sync(failure -> {});
    disk.syncDirectory("", Lane.LOG, failure -> {});
    file.write(0, filled(SECTORS * 512, 2), failure -> {});
    run.run(Duration.ofSeconds(1));
    run.crash(A);
    return content(run.world(A).disk(), "file");
  }

  @Test
  void anySubsetOfUnsyncedSectorsSurvivesWhole() throws IOException {
    Set<Integer> survivors = new HashSet<>();
    for (int seed = 0; seed < 30; seed++) {
      byte[] content = afterCrash(seed, 0.5);
      int twos = 0;
      for (int sector = 0; sector < SECTORS; sector++) {
        byte first = content[sector * 512];
        for (int i = 0; i < 512; i++) {
          assertThat(content[sector * 512 + i]).isEqualTo(first);
        }
        twos += first - 1;
      }
      survivors.add(twos);
    }
    assertThat(survivors).hasSizeGreaterThan(5).allMatch(count -> count > 0 && count < SECTORS);
  }

  @Test
  void noneOrAllSurviveAsTold() throws IOException {
    assertThat(afterCrash(1, 0)).containsOnly(1);
    assertThat(afterCrash(1, 1)).containsOnly(2);
  }

  @Test
  void namesVanishUntilTheirDirectoryIsSynced() throws IOException {
    simulation.disk(A).settings(DiskSettings.HEALTHY.withSurvival(0));
    Disk disk = simulation.world(A).disk();
    disk.open("d/kept", Lane.LOG);
    disk.syncDirectory("d", Lane.LOG, failure -> {});
    simulation.run(Duration.ofSeconds(1));
    disk.open("d/lost", Lane.LOG);
    disk.rename("d/kept", "d/renamed", Lane.LOG, failure -> {});
    disk.delete("d/renamed", Lane.LOG, failure -> {});
    simulation.run(Duration.ofSeconds(1));
    assertThat(disk.list("d")).containsExactly("lost");
    simulation.crash(A);
    assertThat(simulation.world(A).disk().list("d")).containsExactly("kept");
  }

  @Test
  void aRenameIsWholeOrNotAtAll() throws IOException {
    Set<List<String>> outcomes = new HashSet<>();
    for (int seed = 0; seed < 60; seed++) {
      Simulation run = new Simulation(seed);
      Disk disk = run.world(A).disk();
      disk.open("old", Lane.LOG);
      disk.syncDirectory("", Lane.LOG, failure -> {});
      run.run(Duration.ofSeconds(1));
      disk.rename("old", "new", Lane.LOG, failure -> {});
      run.run(Duration.ofSeconds(1));
      run.crash(A);
      outcomes.add(run.world(A).disk().list(""));
    }
    assertThat(outcomes).containsExactlyInAnyOrder(List.of("old"), List.of("new"));
  }

  @Test
  void aFailedSyncIsFinal() throws IOException {
    DiskFile file = simulation.world(A).disk().open("file", Lane.LOG);
    simulation.disk(A).settings(DiskSettings.HEALTHY.withFailures(0, 1));
    expect("write", file, filled(3, 1));
    file.sync(failure -> done.add("sync" + (failure == null ? "" : " failed")));
    simulation.run(Duration.ofSeconds(1));
    simulation.disk(A).settings(DiskSettings.HEALTHY);
    expect("later", file, filled(3, 1));
    simulation.run(Duration.ofSeconds(1));
    assertThat(done).containsExactly("write", "sync failed", "later failed");
  }

  @Test
  void aFullDiskRefusesGrowth() throws IOException {
    Disk disk = simulation.world(A).disk();
    simulation.disk(A).settings(DiskSettings.HEALTHY.withCapacity(1000));
    expect("fits", disk.open("one", Lane.LOG), filled(900, 1));
    expect("over", disk.open("two", Lane.LOG), filled(101, 1));
    simulation.run(Duration.ofSeconds(1));
    assertThat(done).containsExactly("fits", "over failed");
    assertThat(disk.usableBytes()).isEqualTo(100);
  }

  @Test
  void aBitFlipsAtRest() throws IOException {
    Disk disk = simulation.world(A).disk();
    expect("write", disk.open("file", Lane.LOG), filled(3, 1));
    simulation.run(Duration.ofSeconds(1));
    simulation.disk(A).flipBit("file", 1, 3);
    assertThat(content(disk, "file")).containsExactly(1, 9, 1);
  }

  @Test
  void aSlowDiskTakesLonger() throws IOException {
    simulation.disk(A).settings(DiskSettings.HEALTHY.slower(1000));
    DiskFile file = simulation.world(A).disk().open("file", Lane.LOG);
    file.sync(failure -> done.add("sync"));
    simulation.run(Duration.ofMillis(99));
    assertThat(done).isEmpty();
    simulation.run(Duration.ofSeconds(1));
    assertThat(done).containsExactly("sync");
  }
}
