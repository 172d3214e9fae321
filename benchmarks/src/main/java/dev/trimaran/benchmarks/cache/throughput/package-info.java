/** Requests a second of two Redis-compatible servers, under the load of redis-benchmark. */
@NullMarked
package dev.trimaran.benchmarks.cache.throughput;

import org.jspecify.annotations.NullMarked;
