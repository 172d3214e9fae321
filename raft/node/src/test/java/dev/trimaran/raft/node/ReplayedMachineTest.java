package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.node.model.ReplayNeededException;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.simulation.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A machine that cannot use its snapshot is given the log again, if there is one. */
class ReplayedMachineTest {

  private static final NodeId ID = new NodeId(1);
  private static final int COMMANDS = 70;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Simulation simulation = new Simulation(1);

  /** A digest machine that has lost what its snapshots stand on. */
  private static final class Forgetful implements StateMachine {
    private final DigestMachine machine = new DigestMachine();

    @Override
    public Result apply(long index, long term, byte[] command) {
      return machine.apply(index, term, command);
    }

    @Override
    public Result decodeResult(byte[] encoded) {
      return machine.decodeResult(encoded);
    }

    @Override
    public Snapshot snapshot() {
      return machine.snapshot();
    }

    @Override
    public void restore(InputStream snapshot) throws IOException {
      throw new ReplayNeededException("a file is missing");
    }
  }

  private static RaftNodeConfig config(Retention retention) {
    return RaftNodeConfig.of(ID, 7, Set.of(ID))
        .withRetention(retention)
        .withSnapshots(new SnapshotPolicy(20, Long.MAX_VALUE, 5));
  }

  private long write(Retention retention) throws IOException {
    DigestMachine machine = new DigestMachine();
    RaftNode node = RaftNode.start(simulation.world(ID), config(retention), machine);
    for (byte i = 0; i < COMMANDS; i++) {
      var future = node.propose(new byte[] {i});
      assertThat(simulation.runUntil(future::isDone, SOON)).isTrue();
    }
    simulation.run(Duration.ofSeconds(1));
    assertThat(node.metrics().snapshotsTaken()).isPositive();
    simulation.crash(ID);
    return machine.digest();
  }

  @Test
  void aKeptLogIsAppliedFromItsFirstEntry() throws IOException {
    long digest = write(Retention.KEEP);
    Forgetful machine = new Forgetful();
    RaftNode node = RaftNode.start(simulation.world(ID), config(Retention.KEEP), machine);
    assertThat(machine.machine.count()).as("before it takes part").isPositive();
    assertThat(simulation.runUntil(() -> machine.machine.count() == COMMANDS, SOON)).isTrue();
    assertThat(machine.machine.digest()).isEqualTo(digest);
    var future = node.propose(new byte[] {1});
    assertThat(simulation.runUntil(future::isDone, SOON)).isTrue();
    assertThat(machine.machine.count()).isEqualTo(COMMANDS + 1);
  }

  @Test
  void aLogThatIsCompactedHasNothingToGive() throws IOException {
    write(Retention.COMPACT);
    assertThatThrownBy(
            () -> RaftNode.start(simulation.world(ID), config(Retention.COMPACT), new Forgetful()))
        .isInstanceOf(ReplayNeededException.class)
        .hasMessage("a file is missing");
  }
}
