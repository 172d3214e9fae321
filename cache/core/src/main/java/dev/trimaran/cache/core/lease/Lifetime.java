package dev.trimaran.cache.core.lease;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;

/**
 * How long what was loaded lives, from the options of {@code SETLEASE}.
 *
 * @param deadlineMs milliseconds since the epoch, or {@link Keyspace#NO_DEADLINE}
 */
record Lifetime(long deadlineMs) {

  private static final Word EX = Word.of("EX");
  private static final Word PX = Word.of("PX");
  private static final Word EXAT = Word.of("EXAT");
  private static final Word PXAT = Word.of("PXAT");

  static Lifetime read(Call call, int first) {
    if (call.count() == first) {
      return new Lifetime(Keyspace.NO_DEADLINE);
    }
    if (call.count() != first + 2) {
      throw Refusals.SYNTAX;
    }
    Arguments all = call.arguments();
    boolean seconds = all.is(first, EX) || all.is(first, EXAT);
    boolean relative = all.is(first, EX) || all.is(first, PX);
    if (!seconds && !relative && !all.is(first, PXAT)) {
      throw Refusals.SYNTAX;
    }
    return new Lifetime(deadline(call, first + 1, seconds ? 1000 : 1, relative ? call.now() : 0));
  }

  private static long deadline(Call call, int argument, long unitMs, long since) {
    long given = call.integer(argument);
    if (given <= 0 || given > (Long.MAX_VALUE - since) / unitMs) {
      throw Refusals.invalidExpireTime("setlease");
    }
    return since + given * unitMs;
  }
}
