package dev.trimaran.benchmarks.cache.memory;

/**
 * One measurement.
 *
 * @param shape which row of the table
 * @param server name
 * @param round from 1
 * @param residentEmpty bytes of the process before the load
 * @param residentLoaded bytes of the process after the load
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
    double loadPerSecond,
    double cpuSecondsPerMillion,
    double foreignPercent) {

  /** What the load added, for each entry. */
  public double bytesPerEntry() {
    return (residentLoaded - residentEmpty) / (double) shape.entries();
  }
}
