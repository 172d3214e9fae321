package dev.trimaran.simulation;

import dev.trimaran.base.Checks;

/**
 * How a disk behaves.
 *
 * @param minWriteNanos shortest time of a write, truncation, rename or deletion
 * @param maxWriteNanos longest time of one
 * @param minSyncNanos shortest time of a sync
 * @param maxSyncNanos longest time of one
 * @param survival probability that a sector or name that was not synced survives a crash anyway
 * @param writeFailure probability that a write fails
 * @param syncFailure probability that a sync fails
 * @param capacityBytes how much fits; a write beyond it fails
 */
public record DiskSettings(
    long minWriteNanos,
    long maxWriteNanos,
    long minSyncNanos,
    long maxSyncNanos,
    double survival,
    double writeFailure,
    double syncFailure,
    long capacityBytes) {

  /** A healthy NVMe drive; half of what was not synced survives a crash. */
  public static final DiskSettings HEALTHY =
      new DiskSettings(2_000, 20_000, 100_000, 400_000, 0.5, 0, 0, Long.MAX_VALUE);

  public DiskSettings {
    Checks.argument(minWriteNanos >= 0 && maxWriteNanos >= minWriteNanos, "0 <= min <= max write");
    Checks.argument(minSyncNanos >= 0 && maxSyncNanos >= minSyncNanos, "0 <= min <= max sync");
    Checks.argument(survival >= 0 && survival <= 1, "survival is a probability");
    Checks.argument(writeFailure >= 0 && writeFailure <= 1, "writeFailure is a probability");
    Checks.argument(syncFailure >= 0 && syncFailure <= 1, "syncFailure is a probability");
    Checks.argument(capacityBytes >= 0, "capacityBytes is not negative");
  }

  /** These settings with every operation taking {@code factor} times as long. */
  public DiskSettings slower(int factor) {
    return new DiskSettings(
        minWriteNanos * factor,
        maxWriteNanos * factor,
        minSyncNanos * factor,
        maxSyncNanos * factor,
        survival,
        writeFailure,
        syncFailure,
        capacityBytes);
  }

  /** These settings with another probability that unsynced sectors and names survive. */
  public DiskSettings withSurvival(double probability) {
    return new DiskSettings(
        minWriteNanos,
        maxWriteNanos,
        minSyncNanos,
        maxSyncNanos,
        probability,
        writeFailure,
        syncFailure,
        capacityBytes);
  }

  /** These settings with other probabilities of failing writes and syncs. */
  public DiskSettings withFailures(double ofWrites, double ofSyncs) {
    return new DiskSettings(
        minWriteNanos,
        maxWriteNanos,
        minSyncNanos,
        maxSyncNanos,
        survival,
        ofWrites,
        ofSyncs,
        capacityBytes);
  }

  /** These settings with room for {@code bytes}. */
  public DiskSettings withCapacity(long bytes) {
    return new DiskSettings(
        minWriteNanos,
        maxWriteNanos,
        minSyncNanos,
        maxSyncNanos,
        survival,
        writeFailure,
        syncFailure,
        bytes);
  }
}
