package dev.trimaran.raft.node.simulation.scenario;

import dev.trimaran.raft.node.simulation.cluster.ClusterRun;
import dev.trimaran.raft.node.simulation.cluster.Fault;
import dev.trimaran.raft.node.simulation.cluster.Options;
import dev.trimaran.raft.node.simulation.cluster.RealNodes;
import dev.trimaran.simulation.SeedRunner;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Row 13: what a crash left behind is misread at the next start. Seeds that found such a node. */
class RestartAfterDiskFaultTest {

  private static final Set<Fault> FAULTS =
      EnumSet.of(
          Fault.KILL, Fault.POWER_LOSS, Fault.SLOW_DISK, Fault.SYNC_FAILURE, Fault.DISK_FULL);

  /** A new segment was begun before the seal of the one before it was durable. */
  @Test
  void aSegmentWhoseSealWasLostIsNotDamaged() {
    play(90, 5, 44, 38);
  }

  /** A snapshot was installed over an empty log that had been started anew after an earlier one. */
  @Test
  void aLogThatIsEmptyIsStartedAnewAfterTheSnapshot() {
    play(118, 3, 10, 73);
  }

  private static void play(long seed, int nodes, int snapshotEvery, int chunk) {
    SeedRunner.run(
        seed,
        1,
        simulation -> {
          Duration safety = Duration.ofSeconds(15);
          Options options =
              Options.draw(simulation.randomness(), nodes, safety)
                  .with(FAULTS)
                  .withSnapshots(snapshotEvery, chunk)
                  .withClients(6, 3, Duration.ofMillis(32));
          new ClusterRun(simulation, options, RealNodes.FACTORY).run();
        });
  }
}
