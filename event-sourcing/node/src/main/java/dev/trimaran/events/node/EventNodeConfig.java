package dev.trimaran.events.node;

import dev.trimaran.base.Checks;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.stream.SipHash;
import dev.trimaran.events.node.storage.IndexConfig;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.model.NodeLimits;

/**
 * How the event store of a node is set up.
 *
 * @param raft of the group whose log the events are
 * @param limits what a command may be
 * @param hash of the names of streams; another one than before is a reason to apply the log again
 * @param index sizes of the index
 */
public record EventNodeConfig(
    RaftNodeConfig raft, EventLimits limits, SipHash hash, IndexConfig index) {

  /** The Raft group of the events within a cluster. */
  public static final long GROUP = 2;

  public EventNodeConfig {
    Checks.argument(raft.retention() == Retention.KEEP, "the log of the events is kept");
    Checks.argument(
        limits.appendBytes() <= raft.limits().maxCommandBytes(),
        "an append of appendBytes is a command of the log: raise maxCommandBytes");
  }

  /**
   * The defaults for a cluster.
   *
   * @param base whose group, retention and largest command are replaced
   */
  public static EventNodeConfig of(RaftNodeConfig base) {
    return of(base, EventLimits.DEFAULTS);
  }

  /** As the other, with other limits. */
  public static EventNodeConfig of(RaftNodeConfig base, EventLimits limits) {
    RaftNodeConfig raft =
        base.withGroup(GROUP)
            .withRetention(Retention.KEEP)
            .withLimits(withMaxCommandBytes(base.limits(), limits.appendBytes()));
    long key0 = SeededRandomness.mix(base.clusterId());
    long key1 = SeededRandomness.mix(key0 ^ GROUP);
    return new EventNodeConfig(raft, limits, new SipHash(key0, key1), IndexConfig.of(key1));
  }

  private static NodeLimits withMaxCommandBytes(NodeLimits limits, int bytes) {
    return new NodeLimits(
        bytes,
        limits.maxInFlight(),
        limits.maxReads(),
        limits.inboxCapacity(),
        limits.maxApplyLag(),
        limits.maxAskBytes(),
        limits.proposalTimeout(),
        limits.closeTimeout());
  }
}
