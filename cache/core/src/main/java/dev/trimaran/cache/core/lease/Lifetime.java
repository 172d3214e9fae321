package dev.trimaran.cache.core.lease;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;

/**
 * How long what was loaded lives, from the options of {@code SETLEASE}; times are milliseconds
 * since the epoch, or {@link Keyspace#NO_DEADLINE}.
 *
 * @param deadlineMs when it goes
 * @param softMs when it becomes stale
 */
record Lifetime(long deadlineMs, long softMs) {

  private static final Word EX = Word.of("EX");
  private static final Word PX = Word.of("PX");
  private static final Word EXAT = Word.of("EXAT");
  private static final Word PXAT = Word.of("PXAT");
  private static final Word SOFT = Word.of("SOFT");

  static Lifetime read(Call call, int first) {
    long deadlineMs = Keyspace.NO_DEADLINE;
    long softMs = Keyspace.NO_DEADLINE;
    Arguments all = call.arguments();
    for (int i = first; i < call.count(); i += 2) {
      if (i + 1 == call.count()) {
        throw Refusals.SYNTAX;
      }
      boolean seconds = all.is(i, EX) || all.is(i, EXAT);
      boolean relative = all.is(i, EX) || all.is(i, PX);
      if (softMs == Keyspace.NO_DEADLINE && all.is(i, SOFT)) {
        softMs = time(call, i + 1, 1, call.now());
      } else if (deadlineMs == Keyspace.NO_DEADLINE && (seconds || relative || all.is(i, PXAT))) {
        deadlineMs = time(call, i + 1, seconds ? 1000 : 1, relative ? call.now() : 0);
      } else {
        throw Refusals.SYNTAX;
      }
    }
    return new Lifetime(deadlineMs, softMs);
  }

  private static long time(Call call, int argument, long unitMs, long since) {
    long given = call.integer(argument);
    if (given <= 0 || given > (Long.MAX_VALUE - since) / unitMs) {
      throw Refusals.invalidExpireTime("setlease");
    }
    return since + given * unitMs;
  }
}
