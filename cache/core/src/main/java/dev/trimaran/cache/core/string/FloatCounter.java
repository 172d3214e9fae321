package dev.trimaran.cache.core.string;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.text.LongDouble;
import java.math.BigDecimal;

/** Strings that are numbers with a fraction, counted in long doubles. */
final class FloatCounter {

  private static final byte[] SET = "SET".getBytes(US_ASCII);
  private static final byte[] KEEPTTL = "KEEPTTL".getBytes(US_ASCII);

  private final Value value = new Value();

  /** {@code INCRBYFLOAT}; journalled as the result, which another machine might round otherwise. */
  void incrementBy(Call call) {
    Keyspace keys = call.keys();
    Arguments all = call.arguments();
    long place = call.find(1, Access.WRITE, ValueType.STRING);
    BigDecimal before = BigDecimal.ZERO;
    boolean finite = true;
    long deadline = Keyspace.NO_DEADLINE;
    if (place != Keyspace.ABSENT) {
      byte[] array = keys.array(place);
      finite = !LongDouble.isInfinite(array, keys.offset(place), keys.length(place));
      before = finite ? number(array, keys.offset(place), keys.length(place)) : before;
      deadline = keys.deadline(place);
    }
    boolean infinite = LongDouble.isInfinite(all.array(), all.offset(2), all.length(2));
    BigDecimal by = infinite ? BigDecimal.ZERO : number(all.array(), all.offset(2), all.length(2));
    BigDecimal sum = finite && !infinite ? LongDouble.add(before, by) : null;
    if (sum == null) {
      throw Refusals.NAN_OR_INFINITY;
    }
    byte[] text = LongDouble.text(sum);
    keys.set(all.array(), all.offset(1), all.length(1), value.of(text, 0, text.length), deadline);
    call.journal(Arguments.of(SET, all.copy(1), text, KEEPTTL));
    call.changed(KeyEvent.STRING, "incrbyfloat", 1);
    call.reply().bulk(text);
  }

  private static BigDecimal number(byte[] array, int offset, int length) {
    BigDecimal number = LongDouble.parse(array, offset, length);
    if (number == null) {
      throw Refusals.NOT_A_FLOAT;
    }
    return number;
  }
}
