package dev.trimaran.cache.core.lease;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;

/**
 * The options of {@code GETLEASE}.
 *
 * @param waits whether who misses waits for the one that loads
 * @param untilMs milliseconds since the epoch, 0 for as long as it takes
 * @param earlyMs how long a load takes, for those who come early; 0 for nobody
 */
record Asking(boolean waits, long untilMs, long earlyMs) {

  private static final Word WAIT = Word.of("WAIT");
  private static final Word EARLY = Word.of("EARLY");
  private static final Refused NEGATIVE = new Refused("ERR timeout is negative");

  static Asking read(Call call, int first) {
    boolean waits = false;
    long untilMs = 0;
    long earlyMs = 0;
    for (int i = first; i < call.count(); i += 2) {
      if (i + 1 == call.count()) {
        throw Refusals.SYNTAX;
      }
      if (call.arguments().is(i, WAIT)) {
        waits = true;
        long ms = notNegative(call, i + 1);
        untilMs = ms == 0 || ms > Long.MAX_VALUE - call.now() ? 0 : call.now() + ms;
      } else if (call.arguments().is(i, EARLY)) {
        earlyMs = notNegative(call, i + 1);
      } else {
        throw Refusals.SYNTAX;
      }
    }
    return new Asking(waits, untilMs, earlyMs);
  }

  private static long notNegative(Call call, int argument) {
    long ms = call.integer(argument);
    if (ms < 0) {
      throw NEGATIVE;
    }
    return ms;
  }

  /**
   * Whether this one loads anew before the end: the nearer that is, and the longer a load takes,
   * the likelier (Vattani, Chierichetti and Lowenstein, Optimal probabilistic cache stampede
   * prevention, VLDB 2015: XFetch, with a beta of 1).
   */
  boolean comesEarly(Call call, long endMs) {
    if (earlyMs == 0) {
      return false;
    }
    double even = 1 - call.randomness().nextDouble(); // above 0, at most 1
    return call.now() - earlyMs * Math.log(even) >= endMs;
  }
}
