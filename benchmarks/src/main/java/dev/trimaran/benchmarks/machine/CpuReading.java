package dev.trimaran.benchmarks.machine;

/**
 * CPU used between two moments, in CPU seconds.
 *
 * @param wall seconds that passed
 * @param client used by this process
 * @param servers used by the processes that were named
 * @param foreign used by everything else, the kernel's interrupts included
 */
public record CpuReading(double wall, double client, double servers, double foreign) {

  /** Foreign CPU in percent of one core: 200 is two cores busy with other things. */
  public double foreignPercent() {
    return 100 * foreign / wall;
  }
}
