package dev.trimaran.simulation;

import dev.trimaran.base.Checks;

/**
 * How one direction between two nodes behaves.
 *
 * @param minDelayNanos shortest delay of a frame
 * @param maxDelayNanos longest delay of a frame; delays are uniform between the two
 * @param loss probability that a frame vanishes
 * @param duplication probability that a frame arrives twice
 * @param reordering probability that a frame may overtake, or be overtaken by, others; all other
 *     frames keep their order
 */
public record LinkSettings(
    long minDelayNanos, long maxDelayNanos, double loss, double duplication, double reordering) {

  /** A calm data centre: 0.1 to 0.5 ms, in order, nothing lost. */
  public static final LinkSettings CALM = new LinkSettings(100_000, 500_000, 0, 0, 0);

  public LinkSettings {
    Checks.argument(
        minDelayNanos >= 0 && maxDelayNanos >= minDelayNanos, "0 <= minDelay <= maxDelay");
    Checks.argument(isProbability(loss), "loss is a probability");
    Checks.argument(isProbability(duplication), "duplication is a probability");
    Checks.argument(isProbability(reordering), "reordering is a probability");
  }

  private static boolean isProbability(double value) {
    return value >= 0 && value <= 1;
  }

  /** These settings with other delays, in nanoseconds. */
  public LinkSettings withDelay(long min, long max) {
    return new LinkSettings(min, max, loss, duplication, reordering);
  }

  /** These settings with another probability of loss. */
  public LinkSettings withLoss(double probability) {
    return new LinkSettings(minDelayNanos, maxDelayNanos, probability, duplication, reordering);
  }

  /** These settings with another probability of duplication. */
  public LinkSettings withDuplication(double probability) {
    return new LinkSettings(minDelayNanos, maxDelayNanos, loss, probability, reordering);
  }

  /** These settings with another probability of reordering. */
  public LinkSettings withReordering(double probability) {
    return new LinkSettings(minDelayNanos, maxDelayNanos, loss, duplication, probability);
  }
}
