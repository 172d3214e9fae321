package dev.trimaran.benchmarks.events;

import dev.trimaran.benchmarks.load.LoadResult;
import dev.trimaran.benchmarks.machine.CpuReading;

/**
 * One measurement.
 *
 * @param row name of the row
 * @param clients at once
 * @param rival its name
 * @param round from 1
 * @param eventsPerSecond appended or read
 * @param p50Ms of a call, milliseconds
 * @param p99Ms of a call, milliseconds
 * @param errors calls that failed
 * @param serverMicros CPU of the servers for one event
 * @param clientMicros CPU of the load generator for one event
 * @param foreignPercent CPU of everything else, in percent of one core
 */
public record EventCell(
    String row,
    int clients,
    String rival,
    int round,
    double eventsPerSecond,
    double p50Ms,
    double p99Ms,
    long errors,
    double serverMicros,
    double clientMicros,
    double foreignPercent) {

  static EventCell of(EventRow row, String rival, int round, LoadResult load, CpuReading cpu) {
    double perSecond = load.perSecond() * row.events();
    double events = perSecond * cpu.wall();
    return new EventCell(
        row.name(),
        row.clients(),
        rival,
        round,
        perSecond,
        load.micros().getValueAtPercentile(50) / 1e3,
        load.micros().getValueAtPercentile(99) / 1e3,
        load.errors(),
        1e6 * cpu.servers() / events,
        1e6 * cpu.client() / events,
        cpu.foreignPercent());
  }
}
