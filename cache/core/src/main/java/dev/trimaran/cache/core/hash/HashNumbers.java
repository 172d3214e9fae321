package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.text.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** The commands that count in fields. */
final class HashNumbers {

  private static final Refused NOT_AN_INTEGER = new Refused("ERR hash value is not an integer");
  private static final Refused NOT_A_FLOAT = new Refused("ERR hash value is not a float");
  private static final Refused INFINITE = new Refused("ERR value is NaN or Infinity");
  private static final int FRACTION_DIGITS = 17;
  private static final byte[] HSET = "HSET".getBytes(StandardCharsets.US_ASCII);

  private final Limits limits;
  private final View field = new View();
  private final View value = new View();
  private final byte[] digits = new byte[Numbers.MAX_DIGITS];

  HashNumbers(Limits limits) {
    this.limits = limits;
  }

  void add(Call call) {
    long increment = call.integer(3);
    long place = call.find(1, Access.WRITE, ValueType.HASH);
    HashDatum hash = HashWrites.hash(call, place);
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
    HashWrites.store(call, place, hash, "hincrby");
    call.reply().integer(after);
  }

  void addFloat(Call call) {
    BigDecimal increment = decimal(value.of(call.arguments(), 3), Refusals.NOT_A_FLOAT);
    long place = call.find(1, Access.WRITE, ValueType.HASH);
    HashDatum hash = HashWrites.hash(call, place);
    field.of(call.arguments(), 2);
    BigDecimal before = hash.find(field, value) ? decimal(value, NOT_A_FLOAT) : BigDecimal.ZERO;
    byte[] after = text(before.add(increment));
    hash.put(field, value.of(after), limits);
    HashWrites.store(call, place, hash, "hincrbyfloat");
    call.journal(Arguments.of(HSET, call.arguments().copy(1), call.arguments().copy(2), after));
    call.reply().bulk(after);
  }

  private static BigDecimal decimal(View text, Refused otherwise) {
    Double rough = Numbers.parseDouble(text.array(), text.offset(), text.length());
    if (rough == null) {
      throw otherwise;
    }
    if (rough.isInfinite()) {
      throw INFINITE;
    }
    return new BigDecimal(new String(text.copy(), StandardCharsets.US_ASCII));
  }

  private static byte[] text(BigDecimal number) {
    BigDecimal rounded = number.setScale(FRACTION_DIGITS, RoundingMode.HALF_EVEN);
    String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
