/**
 * The keys that stand out: those that most requests go to, and those that hold most bytes. Known at
 * any time without a scan: the hot ones by counting a sample of all requests in a sketch of fixed
 * size, the big ones by being told when a value grows.
 */
@NullMarked
package dev.trimaran.cache.core.outliers;

import org.jspecify.annotations.NullMarked;
