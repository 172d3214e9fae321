package dev.trimaran.cache.core.list;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;

/** Adds and takes at the ends. */
final class ListEnds {

  private final View element = new View();

  void push(Call call, boolean left) {
    long place = call.find(1, Access.WRITE, ValueType.LIST);
    if (place == Keyspace.ABSENT) {
      place = call.put(1, new ListDatum(), Keyspace.NO_DEADLINE);
    }
    push(call, left, place);
  }

  void pushWhereThereIsOne(Call call, boolean left) {
    long place = call.find(1, Access.WRITE, ValueType.LIST);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
    } else {
      push(call, left, place);
    }
  }

  private void push(Call call, boolean left, long place) {
    ListDatum list = (ListDatum) call.keys().datum(place);
    for (int i = 2; i < call.count(); i++) {
      list.push(left, element.of(call.arguments(), i));
    }
    call.dirty(call.count() - 3L);
    call.changed(KeyEvent.LIST, Lists.pushEvent(left), 1);
    call.settle(1, place, list);
    call.reply().integer(list.size());
  }

  void pop(Call call, boolean left) {
    if (call.count() > 3) {
      throw Refusals.wrongNumberOfArguments(Lists.popEvent(left));
    }
    boolean counted = call.count() == 3;
    long count = counted ? Lists.atLeast(call, 2, 0, Refusals.OUT_OF_RANGE) : 1;
    ListDatum list = Lists.find(call, 1, Access.WRITE);
    if (list == null) {
      if (counted) {
        call.reply().nilArray();
      } else {
        call.reply().nil();
      }
      return;
    }
    if (counted) {
      popInto(call, 1, list, left, count);
    } else {
      Lists.tell(call, list.pop(left, element));
      Lists.changed(call, 1, Lists.popEvent(left), list);
    }
  }

  /** Takes up to so many elements, and tells them as an array. */
  void popInto(Call call, int key, ListDatum list, boolean left, long count) {
    int taken = (int) Math.min(count, list.size());
    call.reply().array(taken);
    for (int i = 0; i < taken; i++) {
      Lists.tell(call, list.pop(left, element));
    }
    if (taken > 0) {
      call.dirty(taken - 1L);
      Lists.changed(call, key, Lists.popEvent(left), list);
    }
  }

  /** Takes from one list and adds to another, or to the same; tells the element. */
  void move(Call call, boolean fromLeft, boolean toLeft) {
    ListDatum source = Lists.find(call, 1, Access.WRITE);
    if (source == null) {
      call.reply().nil();
      return;
    }
    ListDatum target = Lists.target(call, 2);
    View moved = new View().of(source.pop(fromLeft, element).copy());
    if (target == null) {
      target = Lists.findOrMake(call, 2);
    }
    target.push(toLeft, moved);
    Lists.changed(call, 2, Lists.pushEvent(toLeft), target);
    Lists.tell(call, moved);
    call.changed(KeyEvent.LIST, Lists.popEvent(fromLeft), 1);
    call.dirty(-1);
    call.settle(1, call.find(1, Access.PEEK), source);
  }
}
