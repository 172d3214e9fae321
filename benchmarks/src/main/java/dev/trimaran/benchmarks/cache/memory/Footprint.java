package dev.trimaran.benchmarks.cache.memory;

/**
 * One measurement.
 *
 * @param shape which row of the table
 * @param server name
 * @param round from 1
 * @param residentEmpty bytes of the process before the load
 * @param residentLoaded bytes of the process 2 s after the load
 * @param residentAtRest bytes of the process once it was left alone for a while
 * @param loadPerSecond entries a second while loading, on one connection
 * @param cpuSecondsPerMillion CPU of the server for a million entries loaded
 * @param foreignPercent CPU of everything but the server and the loader, in percent of one core
 */
public record Footprint(
    MemoryPlan.Shape shape,
    String server,
    int round,
    long residentEmpty,
    long residentLoaded,
    long residentAtRest,
    double loadPerSecond,
    double cpuSecondsPerMillion,
    double foreignPercent) {

  /** What the load added and rest did not give back, for each entry. */
  public double bytesPerEntry() {
    return (residentAtRest - residentEmpty) / (double) shape.entries();
  }
}
