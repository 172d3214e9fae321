package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The commands that give fields a deadline, as Redis 7.4 has them. */
final class FieldDeadlines {

  /** Whether a deadline is set, given the one there is. */
  private enum Condition {
    ALWAYS,
    NX,
    XX,
    GT,
    LT
  }

  /** A quarter of 48 bits of milliseconds, which is Redis's limit. */
  private static final long LATEST_MS = (1L << 46) - 1;

  private static final long SECOND_MS = 1000;
  private static final int NO_FIELD = -2;
  private static final int REFUSED = 0;
  private static final int SET = 1;
  private static final int DELETED = 2;
  private static final Refused NEGATIVE = new Refused("ERR invalid expire time, must be >= 0");
  private static final Refused NO_FIELDS =
      new Refused("ERR Parameter `numFields` should be greater than 0");
  private static final Word NX = Word.of("NX");
  private static final Word XX = Word.of("XX");
  private static final Word GT = Word.of("GT");
  private static final Word LT = Word.of("LT");
  private static final byte[] HPEXPIREAT = "HPEXPIREAT".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HDEL = "HDEL".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FIELDS = "FIELDS".getBytes(StandardCharsets.US_ASCII);

  private final Hashes hashes;
  private final View field = new View();
  private final View value = new View();

  FieldDeadlines(Hashes hashes) {
    this.hashes = hashes;
  }

  void expire(Call call) {
    set(call, "hexpire", SECOND_MS, call.now());
  }

  void expireMs(Call call) {
    set(call, "hpexpire", 1, call.now());
  }

  void expireAt(Call call) {
    set(call, "hexpireat", SECOND_MS, 0);
  }

  void expireAtMs(Call call) {
    set(call, "hpexpireat", 1, 0);
  }

  private void set(Call call, String name, long unitMs, long fromMs) {
    long place = hashes.find(call, Access.WRITE);
    long deadline = deadline(call, name, unitMs, fromMs);
    Condition condition = condition(call.arguments());
    int first = FieldList.first(call, condition == Condition.ALWAYS ? 3 : 4, NO_FIELDS);
    if (place == Keyspace.ABSENT) {
      FieldList.answerNone(call, first);
      return;
    }
    HashDatum hash = Hashes.at(call, place);
    List<byte[]> changed = new ArrayList<>();
    List<byte[]> deleted = new ArrayList<>();
    call.reply().array(call.count() - first);
    for (int i = first; i < call.count(); i++) {
      int code = set(hash, field.of(call.arguments(), i), deadline, condition);
      if (code == SET && deadline <= call.now()) {
        code = DELETED;
        hash.remove(field);
      }
      if (code == SET) {
        changed.add(field.copy());
      } else if (code == DELETED) {
        deleted.add(field.copy());
      }
      call.reply().integer(code);
    }
    tell(call, changed, deleted, deadline);
    if (!changed.isEmpty() || !deleted.isEmpty()) {
      call.settle(1, place, hash);
    }
    if (hash.hasDeadlines()) {
      hashes.note(call, hash);
    }
  }

  private int set(HashDatum hash, View field, long deadline, Condition condition) {
    if (!hash.find(field, value)) {
      return NO_FIELD;
    }
    long before = hash.deadline(field);
    boolean had = before != Keyspace.NO_DEADLINE;
    boolean allowed =
        switch (condition) {
          case ALWAYS -> true;
          case NX -> !had;
          case XX -> had;
          case GT -> had && deadline > before;
          case LT -> !had || deadline < before;
        };
    if (!allowed) {
      return REFUSED;
    }
    hash.deadline(field, deadline);
    return SET;
  }

  private static long deadline(Call call, String name, long unitMs, long fromMs) {
    long time = call.integer(2);
    if (time < 0) {
      throw NEGATIVE;
    }
    if (time > LATEST_MS / unitMs || time * unitMs > LATEST_MS - fromMs) {
      throw Refusals.invalidExpireTime(name);
    }
    return time * unitMs + fromMs;
  }

  private static Condition condition(Arguments arguments) {
    if (arguments.is(3, NX)) {
      return Condition.NX;
    }
    if (arguments.is(3, XX)) {
      return Condition.XX;
    }
    if (arguments.is(3, GT)) {
      return Condition.GT;
    }
    return arguments.is(3, LT) ? Condition.LT : Condition.ALWAYS;
  }

  /** Events and journal: deadlines as absolute ones, those that have passed as removals. */
  private static void tell(Call call, List<byte[]> changed, List<byte[]> deleted, long deadline) {
    byte[] key = call.arguments().copy(1);
    if (!changed.isEmpty()) {
      List<byte[]> words = new ArrayList<>(List.of(HPEXPIREAT, key, ascii(deadline), FIELDS));
      words.add(ascii(changed.size()));
      words.addAll(changed);
      call.journal(Arguments.of(words.toArray(byte[][]::new)));
      call.changed(KeyEvent.HASH, "hexpire", 1);
      call.dirty(changed.size() - 1);
    }
    if (!deleted.isEmpty()) {
      List<byte[]> words = new ArrayList<>(List.of(HDEL, key));
      words.addAll(deleted);
      call.journal(Arguments.of(words.toArray(byte[][]::new)));
      call.changed(KeyEvent.HASH, "hdel", 1);
      call.dirty(deleted.size() - 1);
    }
  }

  private static byte[] ascii(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  void persist(Call call) {
    long place = hashes.find(call, Access.WRITE);
    int first = FieldList.first(call, 2, FieldList.NOT_POSITIVE);
    if (place == Keyspace.ABSENT) {
      FieldList.answerNone(call, first);
      return;
    }
    HashDatum hash = Hashes.at(call, place);
    int persisted = 0;
    call.reply().array(call.count() - first);
    for (int i = first; i < call.count(); i++) {
      if (!hash.find(field.of(call.arguments(), i), value)) {
        call.reply().integer(NO_FIELD);
      } else if (hash.persist(field)) {
        persisted++;
        call.reply().integer(1);
      } else {
        call.reply().integer(-1);
      }
    }
    if (persisted > 0) {
      call.changed(KeyEvent.HASH, "hpersist", 1);
      call.dirty(persisted - 1);
      call.keys().touch(place);
    }
  }
}
