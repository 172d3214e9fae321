/**
 * A small client of our own: one request and its reply, and a pipeline as fast as a server takes
 * it, for both protocols.
 */
@NullMarked
package dev.trimaran.benchmarks.cache.resp;

import org.jspecify.annotations.NullMarked;
