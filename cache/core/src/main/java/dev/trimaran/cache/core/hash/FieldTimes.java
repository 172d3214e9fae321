package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.packed.View;
import java.util.function.LongUnaryOperator;

/** The commands that tell the deadlines of fields. */
final class FieldTimes {

  private static final int NO_FIELD = -2;
  private static final int NO_DEADLINE = -1;

  private final Hashes hashes;
  private final View field = new View();
  private final View value = new View();

  FieldTimes(Hashes hashes) {
    this.hashes = hashes;
  }

  void left(Call call) {
    long now = call.now();
    tell(call, deadline -> (deadline - now + 999) / 1000);
  }

  void leftMs(Call call) {
    long now = call.now();
    tell(call, deadline -> deadline - now);
  }

  void at(Call call) {
    tell(call, deadline -> (deadline + 999) / 1000);
  }

  void atMs(Call call) {
    tell(call, deadline -> deadline);
  }

  private void tell(Call call, LongUnaryOperator form) {
    long place = hashes.find(call, Access.READ);
    int first = FieldList.first(call, 2, FieldList.NOT_POSITIVE);
    if (place == Keyspace.ABSENT) {
      FieldList.answerNone(call, first);
      return;
    }
    HashDatum hash = Hashes.at(call, place);
    call.reply().array(call.count() - first);
    for (int i = first; i < call.count(); i++) {
      if (!hash.find(field.of(call.arguments(), i), value)) {
        call.reply().integer(NO_FIELD);
        continue;
      }
      long deadline = hash.deadline(field);
      call.reply()
          .integer(deadline == Keyspace.NO_DEADLINE ? NO_DEADLINE : form.applyAsLong(deadline));
    }
  }
}
