package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.raft.core.engine.RaftCore;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.Settings;
import dev.trimaran.raft.node.PlantedNode;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.wal.WalConfig;
import java.time.Duration;

/** The production node and core, with small numbers so that every limit is reached. */
public final class RealNodes {

  public static final NodeFactory FACTORY = factory(Retention.COMPACT);

  /** As the other, with a log that is never compacted. */
  public static final NodeFactory KEEPING = factory(Retention.KEEP);

  private static final NodeLimits LIMITS =
      new NodeLimits(
          4096, 1000, 1000, 5000, 1000, 4096, Duration.ofSeconds(5), Duration.ofSeconds(2));

  private RealNodes() {}

  private static NodeFactory factory(Retention retention) {
    return start -> {
      Options options = start.options();
      RaftNodeConfig config = config(start).withRetention(retention);
      return PlantedNode.start(
          start.world(),
          config,
          start.store(),
          (self, initial, limits, restored, randomness) ->
              start
                  .witness()
                  .follow(
                      self,
                      restored,
                      new RaftCore(
                          self,
                          initial,
                          new Settings(limits, options.bugs()),
                          restored,
                          randomness)),
          options.bugs());
    };
  }

  private static RaftNodeConfig config(NodeFactory.Start start) {
    Options options = start.options();
    RaftLimits limits = new RaftLimits(50, 5, 2000, 16, 8, 8000, 1 << 20, options.snapshotChunk());
    int every = options.snapshotEvery();
    return RaftNodeConfig.of(start.id(), 1, start.configuration().voters())
        .withRaft(Duration.ofMillis(20), limits)
        .withLimits(LIMITS)
        .withWal(new WalConfig(64 << 10, 8192, 1, 16 << 10))
        .withSnapshots(new SnapshotPolicy(every, Long.MAX_VALUE, every / 4));
  }
}
