package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.base.Checks;
import java.time.Duration;

/** Times to live as the protocol writes them. */
final class Times {

  private Times() {}

  /** Milliseconds, one at least. */
  static byte[] ms(Duration time) {
    Checks.argument(time.isPositive(), "a time to live is positive, not " + time);
    return Long.toString(Math.max(1, time.toMillis())).getBytes(US_ASCII);
  }
}
