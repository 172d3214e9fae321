package dev.trimaran.server.http;

import java.time.Duration;

/**
 * What a client may cost before it has said anything useful.
 *
 * @param firstBytes silence after which a new connection is closed
 * @param idle silence after which an HTTP/1.1 connection is closed
 * @param lineBytes longest request line; beyond it the answer is 414
 * @param headerBytes all headers of a request; beyond it the answer is 431
 * @param bodyBytes longest body; beyond it the answer is 413
 */
public record HttpLimits(
    Duration firstBytes, Duration idle, int lineBytes, int headerBytes, int bodyBytes) {

  public static final HttpLimits DEFAULT =
      new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(75), 8 << 10, 16 << 10, 64 << 10);
}
