package dev.trimaran.raft.client;

import dev.trimaran.base.Checks;
import java.time.Duration;
import java.util.List;

/**
 * How a {@link KvClient} behaves.
 *
 * @param endpoints {@code host:port} each, with or without {@code http://}; at least one
 * @param choice which endpoint the next call goes to
 * @param timeout how long a call may take, all attempts together
 * @param attemptTimeout how long one attempt of a call that is safe to repeat may take before the
 *     next endpoint is asked
 * @param maxMessageBytes largest answer that is accepted
 * @param waitForEndpoint whether a call waits, up to its timeout, while no endpoint can be reached
 */
public record KvClientConfig(
    List<String> endpoints,
    Choice choice,
    Duration timeout,
    Duration attemptTimeout,
    int maxMessageBytes,
    boolean waitForEndpoint) {

  /** Which endpoint a call goes to first. */
  public enum Choice {
    /** The one that answered last; after a failure the next in the list. */
    STICKY,
    /** Each in turn. */
    ROUND_ROBIN
  }

  public KvClientConfig {
    endpoints = endpoints.stream().map(KvClientConfig::address).toList();
    Checks.argument(!endpoints.isEmpty(), "a client needs at least one endpoint");
    Checks.argument(timeout.isPositive(), "the timeout is positive");
    Checks.argument(attemptTimeout.isPositive(), "the attempt timeout is positive");
    Checks.argument(maxMessageBytes > 0, "the largest message is positive");
  }

  /** Sticky, five seconds for a call, two for an attempt, any size of answer. */
  public static KvClientConfig of(List<String> endpoints) {
    return new KvClientConfig(
        endpoints,
        Choice.STICKY,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Integer.MAX_VALUE,
        true);
  }

  public KvClientConfig withChoice(Choice newChoice) {
    return new KvClientConfig(
        endpoints, newChoice, timeout, attemptTimeout, maxMessageBytes, waitForEndpoint);
  }

  public KvClientConfig withTimeout(Duration newTimeout) {
    return new KvClientConfig(
        endpoints, choice, newTimeout, attemptTimeout, maxMessageBytes, waitForEndpoint);
  }

  public KvClientConfig withAttemptTimeout(Duration newTimeout) {
    return new KvClientConfig(
        endpoints, choice, timeout, newTimeout, maxMessageBytes, waitForEndpoint);
  }

  /** Fails a call as soon as every endpoint has refused the connection. */
  public KvClientConfig withoutWaiting() {
    return new KvClientConfig(endpoints, choice, timeout, attemptTimeout, maxMessageBytes, false);
  }

  private static String address(String endpoint) {
    String address = endpoint.strip();
    Checks.argument(!address.startsWith("https://"), "TLS is not supported yet: " + endpoint);
    if (address.startsWith("http://")) {
      address = address.substring("http://".length());
    }
    while (address.endsWith("/")) {
      address = address.substring(0, address.length() - 1);
    }
    Checks.argument(
        address.matches("(\\[[0-9a-fA-F:.]+]|[^:/\\s]+):\\d{1,5}"),
        "an endpoint is host:port, not '" + endpoint + "'");
    return address;
  }
}
