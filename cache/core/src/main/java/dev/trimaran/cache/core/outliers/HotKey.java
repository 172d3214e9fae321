package dev.trimaran.cache.core.outliers;

/**
 * A key that many requests go to.
 *
 * @param perSecond requests that name it, estimated
 * @param error by how much that may be too high, but for the chance of the sample
 * @param percent of all uses of keys
 */
public record HotKey(int database, byte[] key, long perSecond, long error, double percent) {}
