package dev.trimaran.cache.core.hyperloglog;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Limits;
import java.util.Arrays;

/** Adding to, counting and merging HyperLogLogs. */
final class HyperLogLogs {

  private final Limits limits;
  private final Sketch sketch = new Sketch();
  private final Value value = new Value();
  private final byte[] registers = new byte[Registers.COUNT];

  HyperLogLogs(Limits limits) {
    this.limits = limits;
  }

  void add(Call call) {
    Arguments all = call.arguments();
    long place = open(call, 1, Access.WRITE);
    int updates = 0;
    if (place == Keyspace.ABSENT) {
      sketch.clear();
      updates++;
    } else {
      call.keys().edit(place);
    }
    long limit = limits.sparseHyperLogLogBytes();
    for (int i = 2; i < call.count(); i++) {
      if (sketch.add(all.array(), all.offset(i), all.length(i), limit)) {
        updates++;
      }
    }
    if (updates > 0) {
      store(call, place);
      call.dirty(updates - 1);
    }
    call.reply().integer(updates > 0 ? 1 : 0);
  }

  void count(Call call) {
    if (call.count() > 2) {
      Arrays.fill(registers, (byte) 0);
      for (int i = 1; i < call.count(); i++) {
        if (open(call, i, Access.READ) != Keyspace.ABSENT) {
          sketch.mergeInto(registers);
        }
      }
      call.reply().integer(estimate(registers));
      return;
    }
    long place = open(call, 1, Access.READ);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    Keyspace keys = call.keys();
    keys.edit(place);
    if (!sketch.knowsCardinality()) {
      long known = sketch.estimate();
      sketch.cardinality(known);
      System.arraycopy(
          sketch.array(),
          sketch.offset(),
          keys.array(place),
          keys.offset(place),
          Sketch.HEADER_BYTES);
      keys.touch(place);
      Arguments all = call.arguments();
      call.effects().modified(keys, all.array(), all.offset(1), all.length(1));
      call.dirty(1);
    }
    call.reply().integer(sketch.cardinality());
  }

  private static long estimate(byte[] registers) {
    int[] histogram = new int[Estimate.VALUES];
    for (byte register : registers) {
      histogram[register]++;
    }
    return Estimate.of(histogram);
  }

  void merge(Call call) {
    Arrays.fill(registers, (byte) 0);
    boolean dense = false;
    for (int i = 1; i < call.count(); i++) {
      if (open(call, i, Access.READ) != Keyspace.ABSENT) {
        dense |= sketch.isDense();
        sketch.mergeInto(registers);
      }
    }
    long place = open(call, 1, Access.WRITE);
    if (place == Keyspace.ABSENT) {
      sketch.clear();
    }
    if (dense && !sketch.isDense()) {
      sketch.makeDense();
    }
    for (int i = 0; i < Registers.COUNT; i++) {
      if (registers[i] > 0) {
        sketch.raise(i, registers[i], limits.sparseHyperLogLogBytes());
      }
    }
    store(call, place);
    call.reply().ok();
  }

  /** Opens the one of a key, if it exists; refused where its value is none. Answers its place. */
  private long open(Call call, int key, Access access) {
    long place = call.find(key, access, ValueType.STRING);
    if (place != Keyspace.ABSENT) {
      Keyspace keys = call.keys();
      sketch.open(keys.array(place), keys.offset(place), keys.length(place));
    }
    return place;
  }

  /** It was changed: the string of key argument 1 becomes what it is now. */
  private void store(Call call, long place) {
    sketch.forgetCardinality();
    Keyspace keys = call.keys();
    Arguments all = call.arguments();
    if (place == Keyspace.ABSENT) {
      value.edited(sketch.array(), sketch.offset(), sketch.length());
      keys.set(all.array(), all.offset(1), all.length(1), value, Keyspace.NO_DEADLINE);
    } else {
      sketch.store(keys, place);
    }
    call.changed(KeyEvent.STRING, "pfadd", 1);
  }
}
