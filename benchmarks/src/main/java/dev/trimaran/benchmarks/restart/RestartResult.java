package dev.trimaran.benchmarks.restart;

/**
 * What a restart took.
 *
 * @param rival name
 * @param keys that were loaded, each once
 * @param valueBytes of each
 * @param loadPerSecond puts a second while loading, 1,000 in flight
 * @param restartSeconds from the start of the process to its answer to a linearizable read
 * @param residentEmpty bytes before the load, of the node that is restarted
 * @param residentLoaded bytes after the load
 * @param residentRestarted bytes after the restart
 * @param diskBytes of its data directory
 */
public record RestartResult(
    String rival,
    long keys,
    int valueBytes,
    double loadPerSecond,
    double restartSeconds,
    long residentEmpty,
    long residentLoaded,
    long residentRestarted,
    long diskBytes) {

  /** Resident memory that a key costs after the restart: what the load added, for each key. */
  public double bytesPerKey() {
    return (residentRestarted - residentEmpty) / (double) keys;
  }
}
