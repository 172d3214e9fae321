package dev.trimaran.chaos.linearizability;

import dev.trimaran.base.Checks;
import java.time.Duration;

/**
 * How much a search may cost; beyond it the verdict is {@link Verdict.Unknown}.
 *
 * @param configurations remembered for one key: 200 bytes or so each
 * @param time for the whole history
 */
public record Budget(long configurations, Duration time) {

  public static final Budget DEFAULT = new Budget(2_000_000, Duration.ofSeconds(60));

  public Budget {
    Checks.argument(configurations > 0, "a search needs at least one configuration");
    Checks.argument(time.isPositive(), "a search needs time");
  }
}
