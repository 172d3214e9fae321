package dev.trimaran.cache.core.list;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.Timeout;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.View;

/** Takes from the first of several lists that has something, and waits where none has. */
final class ListWaits {

  private static final Word COUNT = Word.of("COUNT");

  private final View element = new View();
  private final ListEnds ends;

  ListWaits(ListEnds ends) {
    this.ends = ends;
  }

  void pop(Call call, boolean left) {
    long deadline = Timeout.deadlineMs(call, call.count() - 1);
    for (int key = 1; key < call.count() - 1; key++) {
      ListDatum list = Lists.find(call, key, Access.WRITE);
      if (list != null) {
        byte[] name = call.arguments().copy(key);
        call.reply().array(2);
        call.reply().bulk(name);
        Lists.tell(call, list.pop(left, element));
        Lists.changed(call, key, Lists.popEvent(left), list);
        call.journal(Arguments.of((left ? "LPOP" : "RPOP").getBytes(US_ASCII), name));
        return;
      }
    }
    waitOrAnswerNothing(call, deadline, true);
  }

  void move(Call call, boolean fromLeft, boolean toLeft) {
    long deadline = Timeout.deadlineMs(call, call.count() - 1);
    if (Lists.find(call, 1, Access.WRITE) == null) {
      waitOrAnswerNothing(call, deadline, false);
      return;
    }
    ends.move(call, fromLeft, toLeft);
    call.journal(
        Arguments.of(
            "LMOVE".getBytes(US_ASCII),
            call.arguments().copy(1),
            call.arguments().copy(2),
            (fromLeft ? "LEFT" : "RIGHT").getBytes(US_ASCII),
            (toLeft ? "LEFT" : "RIGHT").getBytes(US_ASCII)));
  }

  /** {@code LMPOP} and {@code BLMPOP}: {@code numkeys} is the argument that counts the keys. */
  void popMany(Call call, int numkeys, boolean waits) {
    long keys = Lists.atLeast(call, numkeys, 1, Refusals.NO_NUMKEYS);
    if (numkeys + keys + 1 >= call.count()) {
      throw Refusals.SYNTAX;
    }
    int side = numkeys + (int) keys + 1;
    boolean left = Lists.left(call, side);
    long count = 1;
    if (side + 1 < call.count()) {
      if (side + 2 >= call.count() || !call.arguments().is(side + 1, COUNT)) {
        throw Refusals.SYNTAX;
      }
      count = Lists.atLeast(call, side + 2, 1, Refusals.NO_COUNT);
      if (side + 3 < call.count()) {
        throw Refusals.SYNTAX;
      }
    }
    long deadline = waits ? Timeout.deadlineMs(call, 1) : 0;
    for (int key = numkeys + 1; key < side; key++) {
      ListDatum list = Lists.find(call, key, Access.WRITE);
      if (list != null) {
        byte[] name = call.arguments().copy(key);
        int taken = (int) Math.min(count, list.size());
        call.reply().array(2);
        call.reply().bulk(name);
        ends.popInto(call, key, list, left, count);
        call.journal(
            Arguments.of(
                (left ? "LPOP" : "RPOP").getBytes(US_ASCII),
                name,
                Integer.toString(taken).getBytes(US_ASCII)));
        return;
      }
    }
    if (waits) {
      waitOrAnswerNothing(call, deadline, true);
    } else {
      call.reply().nilArray();
    }
  }

  private static void waitOrAnswerNothing(Call call, long deadline, boolean array) {
    if (call.mayBlock()) {
      call.block(deadline, late -> late.reply().nilArray());
    } else if (array) {
      call.reply().nilArray();
    } else {
      call.reply().nil();
    }
  }
}
