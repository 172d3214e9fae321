package dev.trimaran.raft.kv.api;

import dev.trimaran.base.Checks;
import java.time.Duration;

/**
 * The limits of the API, with etcd's defaults.
 *
 * @param maxRequestBytes largest write, as it is replicated; beyond it {@code request is too large}
 * @param maxTxnOps most compares, or operations of one branch, in a transaction; beyond it {@code
 *     too many operations in txn request}
 * @param quotaBytes size of the store at which writes are refused and the NOSPACE alarm is raised
 * @param electionTimeout of consensus; the shortest lease is one and a half of it, in whole seconds
 * @param progressInterval between the progress notices of an idle watch, plus up to a tenth
 */
public record ApiLimits(
    int maxRequestBytes,
    int maxTxnOps,
    long quotaBytes,
    Duration electionTimeout,
    Duration progressInterval) {

  /** What a gRPC message may hold beyond {@link #maxRequestBytes}. */
  public static final int GRPC_OVERHEAD_BYTES = 512 << 10;

  /** Longest lease, in seconds; beyond it {@code too large lease TTL}. */
  public static final long MAX_LEASE_TTL_SECONDS = 9_000_000_000L;

  public static final ApiLimits DEFAULT =
      new ApiLimits(1_572_864, 128, 2L << 30, Duration.ofSeconds(1), Duration.ofMinutes(10));

  public ApiLimits {
    Checks.argument(maxRequestBytes > 0, "maxRequestBytes must be positive");
    Checks.argument(maxTxnOps > 0, "maxTxnOps must be positive");
    Checks.argument(quotaBytes > 0, "quotaBytes must be positive");
    Checks.argument(electionTimeout.isPositive(), "electionTimeout must be positive");
    Checks.argument(
        progressInterval.compareTo(Duration.ofMillis(100)) >= 0,
        "progressInterval must be at least 100 ms");
  }

  /** Seconds of the shortest lease. */
  public long minLeaseTtlSeconds() {
    return Math.ceilDiv(3 * electionTimeout.toMillis(), 2_000);
  }

  /** How long a request may wait for a leader: five seconds and two elections. */
  public Duration requestTimeout() {
    return Duration.ofSeconds(5).plus(electionTimeout.multipliedBy(2));
  }

  /** Largest gRPC message that is taken. */
  public int maxMessageBytes() {
    return maxRequestBytes + GRPC_OVERHEAD_BYTES;
  }
}
