/**
 * Counting different elements in 12 KiB at most, with an error of 0.81 % (Flajolet and others 2007;
 * Heule and others 2013; the estimator of Ertl, arXiv 1702.01284). The strings are Redis's own,
 * byte by byte, so that they can be exchanged with it:
 *
 * <pre>
 * "HYLL" | encoding (0 dense, 1 sparse) | 3 zeros | cardinality, 8 bytes little endian, highest bit:
 *        | registers                                                               it is out of date
 * dense:  16,384 registers of 6 bits
 * sparse: 00llllll            l + 1 registers are 0
 *         01llllll llllllll   l + 1 registers are 0
 *         1vvvvvll            l + 1 registers are v + 1
 * </pre>
 */
@NullMarked
package dev.trimaran.cache.core.hyperloglog;

import org.jspecify.annotations.NullMarked;
