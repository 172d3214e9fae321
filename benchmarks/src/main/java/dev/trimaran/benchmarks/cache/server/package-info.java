/**
 * The caches that are compared: how each is started alone on loopback, with nothing kept on disk.
 */
@NullMarked
package dev.trimaran.benchmarks.cache.server;

import org.jspecify.annotations.NullMarked;
