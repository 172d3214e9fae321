package dev.trimaran.cache.core.string;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;

/** The options of {@code SET} and {@code GETEX}; reused from call to call. */
final class SetOptions {

  private static final Word NX = Word.of("NX");
  private static final Word XX = Word.of("XX");
  private static final Word GET = Word.of("GET");
  private static final Word KEEPTTL = Word.of("KEEPTTL");
  private static final Word PERSIST = Word.of("PERSIST");
  private static final Word EX = Word.of("EX");
  private static final Word PX = Word.of("PX");
  private static final Word EXAT = Word.of("EXAT");
  private static final Word PXAT = Word.of("PXAT");
  static final byte[] PXAT_BYTES = "PXAT".getBytes(US_ASCII);

  boolean nx;
  boolean xx;
  boolean get;
  boolean keepDeadline;
  boolean persist;
  private int deadlineArgument;
  private long unitMs;
  private boolean relative;

  /** Reads the options from argument {@code first} on; {@code setting}: those of {@code SET}. */
  SetOptions read(Call call, int first, boolean setting) {
    nx = false;
    xx = false;
    get = false;
    keepDeadline = false;
    persist = false;
    deadlineArgument = 0;
    for (int i = first; i < call.count(); i++) {
      Arguments all = call.arguments();
      if (setting && all.is(i, NX) && !xx) {
        nx = true;
      } else if (setting && all.is(i, XX) && !nx) {
        xx = true;
      } else if (setting && all.is(i, GET)) {
        get = true;
      } else if (setting && all.is(i, KEEPTTL) && deadlineArgument == 0) {
        keepDeadline = true;
      } else if (!setting && all.is(i, PERSIST) && deadlineArgument == 0) {
        persist = true;
      } else if (!keepDeadline && !persist && i + 1 < call.count() && isDeadline(all, i)) {
        i++;
        deadlineArgument = i;
      } else {
        throw Refusals.SYNTAX;
      }
    }
    return this;
  }

  /** One of the four; once more only the same one, and then the last counts. */
  private boolean isDeadline(Arguments all, int i) {
    boolean ex = all.is(i, EX);
    boolean px = all.is(i, PX);
    boolean exAt = all.is(i, EXAT);
    if (deadlineArgument != 0 && (unitMs == 1000) != (ex || exAt)
        || deadlineArgument != 0 && relative != (ex || px)) {
      return false;
    }
    unitMs = ex || exAt ? 1000 : 1;
    relative = ex || px;
    return ex || px || exAt || all.is(i, PXAT);
  }

  boolean hasDeadline() {
    return deadlineArgument != 0;
  }

  /** The deadline that was given, in milliseconds since the epoch, or none. */
  long deadline(Call call, String command) {
    return deadlineArgument == 0
        ? Keyspace.NO_DEADLINE
        : deadline(call, deadlineArgument, unitMs, relative, command);
  }

  static long deadline(Call call, int argument, long unitMs, boolean relative, String command) {
    long given = call.integer(argument);
    if (given <= 0 || given > Long.MAX_VALUE / unitMs) {
      throw Refusals.invalidExpireTime(command);
    }
    long since = relative ? call.now() : 0;
    if (given * unitMs > Long.MAX_VALUE - since) {
      throw Refusals.invalidExpireTime(command);
    }
    return given * unitMs + since;
  }
}
