/**
 * Starts and stops the rivals: three nodes on loopback, each with its own process and directory.
 */
@NullMarked
package dev.trimaran.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
