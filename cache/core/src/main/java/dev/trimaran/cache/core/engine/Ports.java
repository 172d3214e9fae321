package dev.trimaran.cache.core.engine;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.server.Administration;
import java.util.function.LongSupplier;

/**
 * What the engine is handed by its shell.
 *
 * @param journal takes what changed
 * @param nanoTime a clock that only moves on, by which commands are timed
 * @param administration what only the process can tell and do
 */
public record Ports(
    Randomness randomness, Journal journal, LongSupplier nanoTime, Administration administration) {

  /** Without a clock, and without a process: commands take no time. */
  public static Ports of(Randomness randomness, Journal journal) {
    return new Ports(randomness, journal, () -> 0, Administration.NONE);
  }
}
