package dev.trimaran.simulation;

import dev.trimaran.base.random.SeededRandomness;

/** What all nodes of one simulation stand on. */
record Ground(
    Scheduler scheduler, Trace trace, SeededRandomness random, Fabric fabric, Failures failures) {

  /** A duration drawn uniformly from {@code [min, max]} nanoseconds. */
  long draw(long min, long max) {
    return min + (max > min ? (long) (random.nextDouble() * (max - min + 1)) : 0);
  }
}
