package dev.trimaran.cache.core.outliers;

import dev.trimaran.cache.core.model.ValueType;

/**
 * A key that holds much.
 *
 * @param elements of a collection; 0 of a string
 */
public record BigKey(int database, byte[] key, ValueType type, long bytes, long elements) {}
