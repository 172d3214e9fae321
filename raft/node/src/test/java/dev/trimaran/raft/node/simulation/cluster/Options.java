package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.simulation.DiskSettings;
import dev.trimaran.simulation.LinkSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one run is like; drawn for each seed, and printed when it fails.
 *
 * @param nodes how many voters
 * @param faults what the nemesis may do
 * @param link how links behave when nothing is wrong
 * @param disk how disks behave when nothing is wrong
 * @param meanGap mean time between faults
 * @param clients client processes
 * @param keys keys that they use
 * @param think longest pause of a client between operations
 * @param snapshotEvery entries between snapshots
 * @param snapshotChunk bytes of a chunk of a snapshot, as the machine writes and the leader sends
 * @param safety how long faults rule
 * @param bugs planted bugs that are on
 */
public record Options(
    int nodes,
    Set<Fault> faults,
    LinkSettings link,
    DiskSettings disk,
    Duration meanGap,
    int clients,
    int keys,
    Duration think,
    int snapshotEvery,
    int snapshotChunk,
    Duration safety,
    Set<PlantedBug> bugs) {

  /** A calm cluster. */
  public static Options calm(int nodes) {
    return new Options(
        nodes,
        Set.of(),
        LinkSettings.CALM,
        DiskSettings.HEALTHY,
        Duration.ofSeconds(1),
        4,
        2,
        Duration.ofMillis(100),
        1_000_000,
        4096,
        Duration.ofSeconds(10),
        Set.of());
  }

  /** A swarm: each fault is in with a third, so that seeds differ in kind. */
  public static Options draw(Randomness random, int nodes, Duration safety) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (Fault fault : Fault.values()) {
      if (random.nextInt(3) == 0) {
        faults.add(fault);
      }
    }
    if (faults.isEmpty()) {
      faults.add(Fault.values()[random.nextInt(Fault.values().length)]);
    }
    LinkSettings link =
        LinkSettings.CALM
            .withLoss(random.nextInt(2) * random.nextDouble() * 0.05)
            .withDuplication(random.nextInt(2) * random.nextDouble() * 0.1)
            .withReordering(random.nextInt(2) * random.nextDouble() * 0.5)
            .withDelay(100_000, 500_000 + random.nextInt(2) * random.nextInt(30_000_000));
    DiskSettings disk =
        DiskSettings.HEALTHY
            .withSurvival(random.nextInt(2) * random.nextDouble())
            .slower(1 + random.nextInt(2) * random.nextInt(20));
    return new Options(
        nodes,
        faults,
        link,
        disk,
        Duration.ofMillis(300 + random.nextInt(1200)),
        2 + random.nextInt(5),
        1 + random.nextInt(3),
        Duration.ofMillis(20 + random.nextInt(180)),
        random.nextInt(2) == 0 ? 10 + random.nextInt(40) : 1_000_000,
        32 + random.nextInt(200),
        safety,
        Set.of());
  }

  /** The same with so many nodes. */
  public Options withNodes(int count) {
    return new Options(
        count,
        faults,
        link,
        disk,
        meanGap,
        clients,
        keys,
        think,
        snapshotEvery,
        snapshotChunk,
        safety,
        bugs);
  }

  /** The same with these faults. */
  public Options with(Set<Fault> newFaults) {
    return new Options(
        nodes,
        newFaults,
        link,
        disk,
        meanGap,
        clients,
        keys,
        think,
        snapshotEvery,
        snapshotChunk,
        safety,
        bugs);
  }

  /** The same with these links. */
  public Options with(LinkSettings newLink) {
    return new Options(
        nodes,
        faults,
        newLink,
        disk,
        meanGap,
        clients,
        keys,
        think,
        snapshotEvery,
        snapshotChunk,
        safety,
        bugs);
  }

  /** The same with these disks. */
  public Options with(DiskSettings newDisk) {
    return new Options(
        nodes,
        faults,
        link,
        newDisk,
        meanGap,
        clients,
        keys,
        think,
        snapshotEvery,
        snapshotChunk,
        safety,
        bugs);
  }

  /** The same with this bug. */
  public Options with(PlantedBug bug) {
    return new Options(
        nodes,
        faults,
        link,
        disk,
        meanGap,
        clients,
        keys,
        think,
        snapshotEvery,
        snapshotChunk,
        safety,
        Set.of(bug));
  }

  /** The same with a snapshot after every {@code entries} entries. */
  public Options withSnapshots(int entries, int chunkBytes) {
    return new Options(
        nodes,
        faults,
        link,
        disk,
        meanGap,
        clients,
        keys,
        think,
        entries,
        chunkBytes,
        safety,
        bugs);
  }

  /** The same with other clients. */
  public Options withClients(int newClients, int newKeys, Duration newThink) {
    return new Options(
        nodes,
        faults,
        link,
        disk,
        meanGap,
        newClients,
        newKeys,
        newThink,
        snapshotEvery,
        snapshotChunk,
        safety,
        bugs);
  }

  /** The same with another mean time between faults. */
  public Options withGap(Duration newGap) {
    return new Options(
        nodes,
        faults,
        link,
        disk,
        newGap,
        clients,
        keys,
        think,
        snapshotEvery,
        snapshotChunk,
        safety,
        bugs);
  }
}
