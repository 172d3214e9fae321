package dev.trimaran.benchmarks.kv;

import dev.trimaran.benchmarks.load.LoadResult;
import dev.trimaran.benchmarks.machine.CpuReading;

/**
 * One measurement.
 *
 * @param operation {@code put} or {@code range}
 * @param round from 1
 * @param perSecond good requests a second
 * @param p50Ms milliseconds
 * @param p99Ms milliseconds
 * @param errors requests that failed
 * @param serverMicros CPU of all nodes for one request
 * @param clientMicros CPU of the load generator for one request
 * @param foreignPercent CPU of everything else, in percent of one core
 */
public record KvCell(
    String operation,
    int clients,
    String rival,
    int round,
    double perSecond,
    double p50Ms,
    double p99Ms,
    long errors,
    double serverMicros,
    double clientMicros,
    double foreignPercent) {

  /** Which cell of the table, before it is measured. */
  record Place(String operation, int clients, String rival, int round) {}

  static KvCell of(Place place, LoadResult load, CpuReading cpu) {
    double requests = load.perSecond() * cpu.wall();
    return new KvCell(
        place.operation(),
        place.clients(),
        place.rival(),
        place.round(),
        load.perSecond(),
        load.micros().getValueAtPercentile(50) / 1e3,
        load.micros().getValueAtPercentile(99) / 1e3,
        load.errors(),
        1e6 * cpu.servers() / requests,
        1e6 * cpu.client() / requests,
        cpu.foreignPercent());
  }
}
