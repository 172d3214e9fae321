package dev.trimaran.io.net;

import dev.trimaran.base.Checks;
import java.time.Duration;

/**
 * Limits of the network between nodes.
 *
 * @param maxFrameBytes the largest frame that is sent or accepted; a larger one is refused, and a
 *     peer that announces one is disconnected
 * @param maxQueuedBytes how much may wait for one peer; beyond it frames are dropped
 * @param connectTimeout how long a connection may take to be made and greeted
 * @param stallTimeout how long written bytes may stay unacknowledged before the connection is given
 *     up
 * @param firstRetry delay before the first attempt to reconnect; doubled for each further one
 * @param maxRetry longest delay between attempts
 */
public record NetworkLimits(
    int maxFrameBytes,
    int maxQueuedBytes,
    Duration connectTimeout,
    Duration stallTimeout,
    Duration firstRetry,
    Duration maxRetry) {

  /** 64 MiB frames, 128 MiB queued, 1 s to connect, 5 s stalled, retries from 10 to 500 ms. */
  public static final NetworkLimits DEFAULT =
      new NetworkLimits(
          64 << 20,
          128 << 20,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMillis(10),
          Duration.ofMillis(500));

  public NetworkLimits {
    Checks.argument(maxFrameBytes >= 1024, "maxFrameBytes is at least 1024");
    Checks.argument(maxQueuedBytes >= maxFrameBytes, "maxQueuedBytes holds at least one frame");
    Checks.argument(connectTimeout.isPositive(), "connectTimeout is positive");
    Checks.argument(stallTimeout.isPositive(), "stallTimeout is positive");
    Checks.argument(firstRetry.isPositive(), "firstRetry is positive");
    Checks.argument(maxRetry.compareTo(firstRetry) >= 0, "maxRetry is not below firstRetry");
  }

  /** These limits with other sizes. */
  public NetworkLimits withSizes(int frameBytes, int queuedBytes) {
    return new NetworkLimits(
        frameBytes, queuedBytes, connectTimeout, stallTimeout, firstRetry, maxRetry);
  }
}
