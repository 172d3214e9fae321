package dev.trimaran.benchmarks.cache.expiry;

/**
 * One measurement. A lag is at least what is said where fewer events arrived than it takes.
 *
 * @param others other keys with a deadline
 * @param server name
 * @param round from 1
 * @param probes keys that were timed
 * @param arrived their events in the window
 * @param p50Ms milliseconds from the deadline to the event
 * @param p99Ms milliseconds
 * @param maxMs milliseconds
 * @param serverPercent CPU of the server from the first deadline on, in percent of one core
 * @param foreignPercent CPU of everything else, in percent of one core
 */
public record Lateness(
    long others,
    String server,
    int round,
    int probes,
    int arrived,
    double p50Ms,
    double p99Ms,
    double maxMs,
    double serverPercent,
    double foreignPercent) {}
