package dev.trimaran.events.node.api;

import dev.trimaran.base.Checks;
import java.time.Duration;

/**
 * What the services promise.
 *
 * @param version that {@code ServerFeatures} tells: clients choose by it what they dare to ask
 * @param writeTimeout longest time of a write, however long a client would wait
 * @param pageEvents read at once
 * @param pageBytes read at once
 */
public record ApiConfig(String version, Duration writeTimeout, int pageEvents, int pageBytes) {

  /** The version whose protocol is served. */
  public static final String PROTOCOL_VERSION = "26.1.0";

  public static final ApiConfig DEFAULT =
      new ApiConfig(PROTOCOL_VERSION, Duration.ofSeconds(10), 512, 1 << 20);

  public ApiConfig {
    Checks.argument(pageEvents > 0 && pageBytes > 0, "a page has events and bytes");
    Checks.argument(writeTimeout.isPositive(), "writeTimeout is positive");
  }
}
