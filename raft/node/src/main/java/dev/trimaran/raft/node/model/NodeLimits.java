package dev.trimaran.raft.node.model;

import dev.trimaran.base.Checks;
import java.time.Duration;

/**
 * What a node takes on.
 *
 * @param maxCommandBytes a larger command is refused as too large
 * @param maxInFlight proposals without outcome; more are refused as overloaded
 * @param maxReads reads without outcome; more are refused as overloaded
 * @param inboxCapacity frames from peers that wait; more are dropped
 * @param maxApplyLag committed entries not yet applied; beyond, proposals are refused as overloaded
 * @param maxAskBytes a larger question or answer is refused
 * @param proposalTimeout how long a proposal or read is tried
 * @param closeTimeout how long a graceful close may take to hand leadership over
 */
public record NodeLimits(
    int maxCommandBytes,
    int maxInFlight,
    int maxReads,
    int inboxCapacity,
    int maxApplyLag,
    int maxAskBytes,
    Duration proposalTimeout,
    Duration closeTimeout) {

  /** 2 MiB commands, 16,384 proposals, 65,536 reads and frames, 5 s; 1 MiB questions. */
  public static final NodeLimits DEFAULT =
      new NodeLimits(
          2 << 20,
          16_384,
          65_536,
          65_536,
          65_536,
          1 << 20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(2));

  /** Sequence numbers a session may span; the sessions of the core allow as much. */
  public static final int MAX_WINDOW = 1 << 16;

  public NodeLimits {
    Checks.argument(maxCommandBytes > 0, "maxCommandBytes is positive");
    Checks.argument(
        maxInFlight > 0 && maxInFlight <= MAX_WINDOW, "maxInFlight is from 1 to " + MAX_WINDOW);
    Checks.argument(maxReads > 0, "maxReads is positive");
    Checks.argument(inboxCapacity > 0, "inboxCapacity is positive");
    Checks.argument(maxApplyLag > 0, "maxApplyLag is positive");
    Checks.argument(maxAskBytes > 0, "maxAskBytes is positive");
    Checks.argument(proposalTimeout.isPositive(), "proposalTimeout is positive");
    Checks.argument(closeTimeout.isPositive(), "closeTimeout is positive");
  }
}
