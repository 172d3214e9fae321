/**
 * Strings as bits: single ones, runs of them counted and found, whole strings combined, and
 * integers of any width at any bit. Bit 0 is the highest bit of the first byte, as in Redis.
 */
@NullMarked
package dev.trimaran.cache.core.bitmap;

import org.jspecify.annotations.NullMarked;
