package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.text.LongDouble;
import dev.trimaran.cache.core.text.Numbers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The commands that count in fields. */
final class HashNumbers {

  private static final Refused NOT_AN_INTEGER = new Refused("ERR hash value is not an integer");
  private static final Refused NOT_A_FLOAT = new Refused("ERR hash value is not a float");
  private static final Refused INFINITE = new Refused("ERR value is NaN or Infinity");
  private static final byte[] HSET = "HSET".getBytes(StandardCharsets.US_ASCII);

  private final Hashes hashes;
  private final Limits limits;
  private final View field = new View();
  private final View value = new View();
  private final byte[] digits = new byte[Numbers.MAX_DIGITS];

  HashNumbers(Hashes hashes, Limits limits) {
    this.hashes = hashes;
    this.limits = limits;
  }

  void add(Call call) {
    long increment = call.integer(3);
    long place = hashes.find(call, Access.WRITE);
    HashDatum hash = Hashes.atOrNew(call, place);
    field.of(call.arguments(), 2);
    long before = 0;
    if (hash.find(field, value)) {
      if (!value.isInteger()) {
        throw NOT_AN_INTEGER;
      }
      before = value.integer();
    }
    long after = before + increment;
    if (((before ^ after) & (increment ^ after)) < 0) {
      throw Refusals.OVERFLOW;
    }
    hash.put(field, value.of(digits, 0, Numbers.write(after, digits, 0)), limits);
    Hashes.store(call, place, hash, "hincrby");
    call.reply().integer(after);
  }

  void addFloat(Call call) {
    BigDecimal increment = decimal(value.of(call.arguments(), 3), Refusals.NOT_A_FLOAT, INFINITE);
    long place = hashes.find(call, Access.WRITE);
    HashDatum hash = Hashes.atOrNew(call, place);
    field.of(call.arguments(), 2);
    BigDecimal before =
        hash.find(field, value)
            ? decimal(value, NOT_A_FLOAT, Refusals.NAN_OR_INFINITY)
            : BigDecimal.ZERO;
    BigDecimal sum = LongDouble.add(before, increment);
    if (sum == null) {
      throw Refusals.NAN_OR_INFINITY;
    }
    byte[] after = LongDouble.text(sum);
    hash.put(field, value.of(after), limits);
    Hashes.store(call, place, hash, "hincrbyfloat");
    call.journal(Arguments.of(HSET, call.arguments().copy(1), call.arguments().copy(2), after));
    call.reply().bulk(after);
  }

  private static BigDecimal decimal(View text, Refused otherwise, Refused infinite) {
    if (LongDouble.isInfinite(text.array(), text.offset(), text.length())) {
      throw infinite;
    }
    BigDecimal number = LongDouble.parse(text.array(), text.offset(), text.length());
    if (number == null) {
      throw otherwise;
    }
    return number;
  }
}
