package dev.trimaran.raft.kv.machine;

import dev.trimaran.base.Checks;

/**
 * Limits of the machine.
 *
 * @param quotaBytes bytes of keys and values kept; beyond it writes answer "database space
 *     exceeded"
 * @param maxLeases leases at a time; beyond it grants answer "too many requests"
 * @param cutPerBatch changes freed after compaction for each applied batch
 */
public record KvLimits(long quotaBytes, int maxLeases, int cutPerBatch) {

  public static final KvLimits DEFAULT = new KvLimits(2L << 30, 1_000_000, 5_000);

  public KvLimits {
    Checks.argument(quotaBytes > 0, "quotaBytes must be positive");
    Checks.argument(maxLeases > 0, "maxLeases must be positive");
    Checks.argument(cutPerBatch > 0, "cutPerBatch must be positive");
  }
}
