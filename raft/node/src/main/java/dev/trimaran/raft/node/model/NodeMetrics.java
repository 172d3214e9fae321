package dev.trimaran.raft.node.model;

/**
 * What a node has done since it started.
 *
 * @param proposals accepted from clients of this node
 * @param refused proposals refused for overload
 * @param reproposed proposed again after a refusal, a change of leader or silence
 * @param reads linearizable reads asked for
 * @param committed index
 * @param applied index
 * @param walBatches batches written, each with one sync
 * @param syncMicrosBounds upper bounds of the buckets of {@code syncCounts}, the last is open
 * @param syncCounts writes with their sync, by duration
 * @param syncTotalNanos sum of their durations
 * @param leaderChanges changes of leader seen
 * @param inboxDepth events that waited at the last poll
 * @param framesDropped frames from peers that were malformed or found the inbox full
 * @param snapshotsTaken by this node
 * @param snapshotsInstalled received from a leader
 * @param entriesFed read from this node's disk for followers that were far behind
 */
public record NodeMetrics(
    long proposals,
    long refused,
    long reproposed,
    long reads,
    long committed,
    long applied,
    long walBatches,
    long[] syncMicrosBounds,
    long[] syncCounts,
    long syncTotalNanos,
    long leaderChanges,
    long inboxDepth,
    long framesDropped,
    long snapshotsTaken,
    long snapshotsInstalled,
    long entriesFed) {}
