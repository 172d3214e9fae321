package dev.trimaran.benchmarks.cache.throughput;

import dev.trimaran.benchmarks.machine.CpuReading;

/**
 * One measurement.
 *
 * @param shape which row of the table
 * @param server name
 * @param round from 1
 * @param requests that were made
 * @param perSecond requests a second
 * @param p50Ms milliseconds, as redis-benchmark says
 * @param p99Ms milliseconds
 * @param cpuSecondsPerMillion CPU of the server for a million requests
 * @param resident bytes of the server after the cell
 * @param foreignPercent CPU of everything but the server and the generator, in percent of one core
 */
public record Cell(
    Shape shape,
    String server,
    int round,
    long requests,
    double perSecond,
    double p50Ms,
    double p99Ms,
    double cpuSecondsPerMillion,
    long resident,
    double foreignPercent) {

  /**
   * A row of the table.
   *
   * @param valueBytes 0 where it does not matter
   */
  public record Shape(Row row, int valueBytes, int pipeline) {}

  /** One run of redis-benchmark, before it is put in the table. */
  record Run(long requests, RedisBenchmark.Result result, CpuReading cpu) {}

  static Cell of(Shape shape, String server, int round, Run run, long resident) {
    return new Cell(
        shape,
        server,
        round,
        run.requests(),
        run.result().perSecond(),
        run.result().p50Ms(),
        run.result().p99Ms(),
        1e6 * run.cpu().servers() / run.requests(),
        resident,
        run.cpu().foreignPercent());
  }
}
