package dev.trimaran.cache.node.persistence;

/**
 * How snapshots went.
 *
 * @param lastMs when the last good one was begun, or the start
 * @param changes made when it was begun
 * @param failedMs when the last bad one ended; 0 where the last was good
 * @param tookMs how long the last took
 */
public record Saved(long lastMs, long changes, long failedMs, long tookMs) {}
