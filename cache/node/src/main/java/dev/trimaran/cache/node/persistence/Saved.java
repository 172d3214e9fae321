package dev.trimaran.cache.node.persistence;

/**
 * How snapshots went.
 *
 * @param lastMs when the last good one was begun, or the start
 * @param changes made when it was begun
 * @param failedMs when the last bad one ended; 0 where the last was good
 * @param tookMs how long the last good one took; -1 where there was none yet
 * @param count of good ones since the start
 * @param failures since the last good one
 * @param bytes of the file of the last good one, of before the start too; 0 where there is none
 */
public record Saved(
    long lastMs, long changes, long failedMs, long tookMs, long count, long failures, long bytes) {

  static Saved nothing(long nowMs, long changes, long bytes) {
    return new Saved(nowMs, changes, 0, -1, 0, 0, bytes);
  }

  Saved well(long beganMs, long changesThen, long nowMs, long size) {
    return new Saved(beganMs, changesThen, 0, nowMs - beganMs, count + 1, 0, size);
  }

  Saved badly(long nowMs) {
    return new Saved(lastMs, changes, nowMs, tookMs, count, failures + 1, bytes);
  }
}
