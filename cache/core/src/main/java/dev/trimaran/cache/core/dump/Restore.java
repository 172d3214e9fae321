package dev.trimaran.cache.core.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.Handler;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.rdb.BadPayload;
import dev.trimaran.cache.core.rdb.RdbInput;
import dev.trimaran.cache.core.rdb.RdbType;

/** {@code RESTORE}. */
final class Restore implements Handler {

  private static final Word REPLACE = Word.of("REPLACE");
  private static final Word ABSTTL = Word.of("ABSTTL");
  private static final Word IDLETIME = Word.of("IDLETIME");
  private static final Word FREQ = Word.of("FREQ");
  private static final Refused BUSY = new Refused("BUSYKEY Target key name already exists.");
  private static final Refused BAD_TTL = new Refused("ERR Invalid TTL value, must be >= 0");
  private static final Refused BAD_IDLE_TIME =
      new Refused("ERR Invalid IDLETIME value, must be >= 0");
  private static final Refused BAD_FREQUENCY =
      new Refused("ERR Invalid FREQ value, must be >= 0 and <= 255");
  private static final Refused UNSOUND =
      new Refused("ERR DUMP payload version or checksum are wrong");
  private static final Refused BAD_DATA = new Refused("ERR Bad data format");
  private static final int MOST_FREQUENT = 255;

  private final Limits limits;

  Restore(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void run(Call call) {
    Options options = Options.read(call);
    if (!options.replace && call.find(1, Access.PEEK) != Keyspace.ABSENT) {
      throw BUSY;
    }
    long ttl = call.integer(2);
    if (ttl < 0) {
      throw BAD_TTL;
    }
    Arguments all = call.arguments();
    if (!RdbInput.isSound(all.array(), all.offset(3), all.length(3))) {
      throw UNSOUND;
    }
    Object value = value(call);
    long there = call.find(1, Access.PEEK);
    if (there != Keyspace.ABSENT) {
      call.keys().remove(there);
    }
    long deadline = ttl == 0 ? Keyspace.NO_DEADLINE : options.absolute ? ttl : call.now() + ttl;
    if (ttl != 0 && deadline <= call.now()) {
      if (there != Keyspace.ABSENT) {
        call.changed(KeyEvent.GENERIC, "del", 1);
        call.journal(Arguments.of("DEL".getBytes(US_ASCII), all.copy(1)));
      }
    } else {
      store(call, value, deadline);
      call.changed(KeyEvent.GENERIC, "restore", 1);
      journal(call, Math.max(0, deadline));
    }
    call.reply().ok();
  }

  /** The value in the payload: the bytes of a string, or a datum. */
  private Object value(Call call) {
    Arguments all = call.arguments();
    RdbInput in = new RdbInput(all.array(), all.offset(3), all.length(3));
    try {
      int type = in.type();
      Object value =
          type == RdbType.STRING
              ? in.string()
              : new Deserializer(limits, call.randomness().nextLong()).datum(type, in);
      if (!in.atEnd() || value instanceof Datum datum && datum.size() == 0) {
        throw BAD_DATA;
      }
      return value;
    } catch (BadPayload _) {
      throw BAD_DATA;
    }
  }

  private static void store(Call call, Object value, long deadline) {
    Arguments all = call.arguments();
    if (value instanceof Datum datum) {
      call.put(1, datum, deadline);
    } else {
      byte[] bytes = (byte[]) value;
      Value string = new Value().of(bytes, 0, bytes.length);
      call.keys().set(all.array(), all.offset(1), all.length(1), string, deadline);
    }
  }

  /** The deadline as a time: journalled as it was given it would begin anew at each replay. */
  private static void journal(Call call, long deadline) {
    Arguments all = call.arguments();
    call.journal(
        Arguments.of(
            "RESTORE".getBytes(US_ASCII),
            all.copy(1),
            Long.toString(deadline).getBytes(US_ASCII),
            all.copy(3),
            "REPLACE".getBytes(US_ASCII),
            "ABSTTL".getBytes(US_ASCII)));
  }

  private record Options(boolean replace, boolean absolute) {

    static Options read(Call call) {
      boolean replace = false;
      boolean absolute = false;
      long idle = -1;
      long frequency = -1;
      for (int i = 4; i < call.count(); i++) {
        boolean hasValue = i + 1 < call.count();
        if (call.arguments().is(i, REPLACE)) {
          replace = true;
        } else if (call.arguments().is(i, ABSTTL)) {
          absolute = true;
        } else if (hasValue && frequency < 0 && call.arguments().is(i, IDLETIME)) {
          idle = call.integer(++i);
          if (idle < 0) {
            throw BAD_IDLE_TIME;
          }
        } else if (hasValue && idle < 0 && call.arguments().is(i, FREQ)) {
          frequency = call.integer(++i);
          if (frequency < 0 || frequency > MOST_FREQUENT) {
            throw BAD_FREQUENCY;
          }
        } else {
          throw Refusals.SYNTAX;
        }
      }
      return new Options(replace, absolute);
    }
  }
}
