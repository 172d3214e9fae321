package dev.trimaran.cache.core.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.Handler;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;

/** Sets a key's deadline: the four commands differ in their unit and in where time begins. */
final class Deadlines implements Handler {

  private static final Word NX = Word.of("NX");
  private static final Word XX = Word.of("XX");
  private static final Word GT = Word.of("GT");
  private static final Word LT = Word.of("LT");
  private static final Refused NX_WITH_OTHERS =
      new Refused("ERR NX and XX, GT or LT options at the same time are not compatible");
  private static final Refused GT_WITH_LT =
      new Refused("ERR GT and LT options at the same time are not compatible");
  private static final byte[] PEXPIREAT = "PEXPIREAT".getBytes(US_ASCII);
  private static final byte[] DEL = "DEL".getBytes(US_ASCII);

  private final long unitMs;
  private final boolean relative;
  private final Refused invalid;

  Deadlines(String command, long unitMs, boolean relative) {
    this.unitMs = unitMs;
    this.relative = relative;
    invalid = Refusals.invalidExpireTime(command);
  }

  @Override
  public void run(Call call) {
    Condition condition = Condition.read(call);
    long deadline = deadline(call);
    long place = call.find(1, Access.WRITE);
    if (place == Keyspace.ABSENT || !condition.holds(call.keys().deadline(place), deadline)) {
      call.reply().integer(0);
      return;
    }
    byte[] key = call.arguments().copy(1);
    if (deadline <= call.now()) {
      call.keys().remove(place);
      call.changed(KeyEvent.GENERIC, "del", 1);
      call.journal(Arguments.of(DEL, key));
    } else {
      call.keys().deadline(place, deadline);
      call.changed(KeyEvent.GENERIC, "expire", 1);
      call.journal(Arguments.of(PEXPIREAT, key, Long.toString(deadline).getBytes(US_ASCII)));
    }
    call.reply().integer(1);
  }

  private long deadline(Call call) {
    long given = call.integer(2);
    if (given > Long.MAX_VALUE / unitMs || given < Long.MIN_VALUE / unitMs) {
      throw invalid;
    }
    long since = relative ? call.now() : 0;
    if (given * unitMs > Long.MAX_VALUE - since) {
      throw invalid;
    }
    return given * unitMs + since;
  }

  static void persist(Call call) {
    long place = call.find(1, Access.WRITE);
    if (place == Keyspace.ABSENT || call.keys().deadline(place) == Keyspace.NO_DEADLINE) {
      call.reply().integer(0);
      return;
    }
    call.keys().deadline(place, Keyspace.NO_DEADLINE);
    call.changed(KeyEvent.GENERIC, "persist", 1);
    call.reply().integer(1);
  }

  /** Answers a deadline, or the time left until it; -1 where there is none, -2 without the key. */
  static void tell(Call call, long unitMs, boolean left) {
    long place = call.find(1, Access.PEEK);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(-2);
      return;
    }
    long deadline = call.keys().deadline(place);
    if (deadline == Keyspace.NO_DEADLINE) {
      call.reply().integer(-1);
      return;
    }
    long told = left ? Math.max(0, deadline - call.now()) : deadline;
    call.reply().integer(unitMs == 1 ? told : (told + unitMs / 2) / unitMs);
  }

  /** When a deadline may take the place of the one there is. */
  private record Condition(boolean nx, boolean xx, boolean gt, boolean lt) {

    static Condition read(Call call) {
      boolean nx = false;
      boolean xx = false;
      boolean gt = false;
      boolean lt = false;
      for (int i = 3; i < call.count(); i++) {
        if (call.arguments().is(i, NX)) {
          nx = true;
        } else if (call.arguments().is(i, XX)) {
          xx = true;
        } else if (call.arguments().is(i, GT)) {
          gt = true;
        } else if (call.arguments().is(i, LT)) {
          lt = true;
        } else {
          throw new Refused("ERR Unsupported option " + call.arguments().text(i));
        }
      }
      if (nx && (xx || gt || lt)) {
        throw NX_WITH_OTHERS;
      }
      if (gt && lt) {
        throw GT_WITH_LT;
      }
      return new Condition(nx, xx, gt, lt);
    }

    boolean holds(long current, long next) {
      boolean none = current == Keyspace.NO_DEADLINE;
      return !(nx && !none
          || xx && none
          || gt && (none || next <= current)
          || lt && !none && next >= current);
    }
  }
}
