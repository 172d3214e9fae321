package dev.trimaran.cache.core.store;

import dev.trimaran.base.Checks;
import dev.trimaran.cache.core.eviction.Policy;

/**
 * What a store is made with; limit, policy and samples can be changed while it runs.
 *
 * @param databases how many there are, 1 to 1,024
 * @param maxBytes the limit in bytes, 0 for none
 * @param policy who gives way at the limit
 * @param samples how many entries a sampling policy looks at for each that it evicts, 1 to 64
 * @param keepTombstones whether a removed key leaves its version behind
 */
public record StoreConfig(
    int databases, long maxBytes, Policy policy, int samples, boolean keepTombstones) {

  public StoreConfig {
    Checks.argument(databases >= 1 && databases <= 1024, "databases: 1 to 1024, not " + databases);
    Checks.argument(maxBytes >= 0, "maxBytes: 0 for none or more, not " + maxBytes);
    Checks.argument(samples >= 1 && samples <= 64, "samples: 1 to 64, not " + samples);
  }

  /** 16 databases, no limit, S3-FIFO once there is one, 5 samples, no tombstones. */
  public static StoreConfig defaults() {
    return new StoreConfig(16, 0, Policy.ALLKEYS_S3FIFO, 5, false);
  }

  public StoreConfig withMaxBytes(long bytes) {
    return new StoreConfig(databases, bytes, policy, samples, keepTombstones);
  }

  public StoreConfig withPolicy(Policy other) {
    return new StoreConfig(databases, maxBytes, other, samples, keepTombstones);
  }

  public StoreConfig withTombstones() {
    return new StoreConfig(databases, maxBytes, policy, samples, true);
  }
}
