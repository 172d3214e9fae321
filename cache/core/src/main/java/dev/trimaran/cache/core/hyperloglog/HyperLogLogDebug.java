package dev.trimaran.cache.core.hyperloglog;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import java.util.Locale;

/** What a HyperLogLog looks like inside. */
final class HyperLogLogDebug {

  private static final Refused MISSING = new Refused("ERR The specified key does not exist");
  private static final Refused NOT_SPARSE = new Refused("ERR HLL encoding is not sparse");

  private final Sketch sketch = new Sketch();

  void run(Call call) {
    long place = call.find(2, Access.WRITE, ValueType.STRING);
    if (place == Keyspace.ABSENT) {
      throw MISSING;
    }
    Keyspace keys = call.keys();
    sketch.open(keys.array(place), keys.offset(place), keys.length(place));
    String asked = call.arguments().text(1);
    keys.edit(place);
    switch (asked.toLowerCase(Locale.ROOT)) {
      case "getreg" -> registers(call, place);
      case "decode" -> decode(call);
      case "encoding" -> call.reply().simple(sketch.isDense() ? "dense" : "sparse");
      case "todense" -> call.reply().integer(makeDense(call, place) ? 1 : 0);
      default -> throw new Refused("ERR Unknown PFDEBUG subcommand '" + asked + "'");
    }
  }

  private boolean makeDense(Call call, long place) {
    if (sketch.isDense()) {
      return false;
    }
    sketch.makeDense();
    sketch.store(call.keys(), place);
    call.dirty(1);
    return true;
  }

  private void registers(Call call, long place) {
    makeDense(call, place);
    call.reply().array(Registers.COUNT);
    for (int i = 0; i < Registers.COUNT; i++) {
      call.reply().integer(Registers.get(sketch.array(), sketch.offset() + Sketch.HEADER_BYTES, i));
    }
  }

  private void decode(Call call) {
    if (sketch.isDense()) {
      throw NOT_SPARSE;
    }
    call.reply().bulk(sketch.runs());
  }
}
