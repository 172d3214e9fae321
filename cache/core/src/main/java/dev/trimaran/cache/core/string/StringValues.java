package dev.trimaran.cache.core.string;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;

/** Whole values: told, set, removed, with their deadlines. */
final class StringValues {

  private static final byte[] SET = "SET".getBytes(US_ASCII);
  private static final byte[] DEL = "DEL".getBytes(US_ASCII);
  private static final byte[] PEXPIREAT = "PEXPIREAT".getBytes(US_ASCII);
  private static final byte[] PERSIST = "PERSIST".getBytes(US_ASCII);

  private final SetOptions options = new SetOptions();

  void get(Call call) {
    tell(call, call.find(1, Access.READ, ValueType.STRING));
  }

  private static void tell(Call call, long place) {
    if (place == Keyspace.ABSENT) {
      call.reply().nil();
    } else {
      Keyspace keys = call.keys();
      call.reply().bulk(keys.array(place), keys.offset(place), keys.length(place));
    }
  }

  void set(Call call) {
    options.read(call, 3, true);
    long deadline = options.deadline(call, "set");
    if (!options.nx && !options.xx && !options.get && !options.keepDeadline) {
      store(call, 2, deadline, options.hasDeadline());
      call.reply().ok();
      return;
    }
    long place =
        options.get ? call.find(1, Access.READ, ValueType.STRING) : call.find(1, Access.WRITE);
    boolean there = place != Keyspace.ABSENT;
    boolean refused = options.nx && there || options.xx && !there;
    if (options.get) {
      tell(call, place);
    } else if (refused) {
      call.reply().nil();
    }
    if (refused) {
      return;
    }
    if (options.keepDeadline && there) {
      deadline = call.keys().deadline(place);
    }
    store(call, 2, deadline, options.hasDeadline());
    if (!options.get) {
      call.reply().ok();
    }
  }

  /** Stores an argument; {@code expiring}: with a deadline of its own, which is journalled. */
  private static void store(Call call, int argument, long deadline, boolean expiring) {
    call.set(1, argument, deadline);
    call.changed(KeyEvent.STRING, "set", 1);
    if (expiring) {
      call.event(call.keys(), KeyEvent.GENERIC, "expire", 1);
      call.journal(
          Arguments.of(
              SET,
              call.arguments().copy(1),
              call.arguments().copy(argument),
              SetOptions.PXAT_BYTES,
              Long.toString(deadline).getBytes(US_ASCII)));
    }
  }

  void setExpiring(Call call, long unitMs, String command) {
    long deadline = SetOptions.deadline(call, 2, unitMs, true, command);
    store(call, 3, deadline, true);
    call.reply().ok();
  }

  void setNew(Call call) {
    boolean there = call.find(1, Access.WRITE) != Keyspace.ABSENT;
    if (!there) {
      store(call, 2, Keyspace.NO_DEADLINE, false);
    }
    call.reply().integer(there ? 0 : 1);
  }

  void getAndSet(Call call) {
    tell(call, call.find(1, Access.READ, ValueType.STRING));
    store(call, 2, Keyspace.NO_DEADLINE, false);
  }

  void getAndRemove(Call call) {
    long place = call.find(1, Access.READ, ValueType.STRING);
    tell(call, place);
    if (place != Keyspace.ABSENT) {
      call.keys().remove(place);
      call.changed(KeyEvent.GENERIC, "del", 1);
      call.journal(Arguments.of(DEL, call.arguments().copy(1)));
    } else {
      Arguments all = call.arguments();
      call.effects().missed(call.keys(), all.array(), all.offset(1), all.length(1));
    }
  }

  void getAndExpire(Call call) {
    options.read(call, 2, false);
    long place = call.find(1, Access.READ, ValueType.STRING);
    if (place == Keyspace.ABSENT) {
      call.reply().nil();
      return;
    }
    long deadline = options.deadline(call, "getex");
    tell(call, place);
    byte[] key = call.arguments().copy(1);
    if (options.hasDeadline() && deadline <= call.now()) {
      call.keys().remove(place);
      call.changed(KeyEvent.GENERIC, "del", 1);
      call.journal(Arguments.of(DEL, key));
    } else if (options.hasDeadline()) {
      call.keys().deadline(place, deadline);
      call.changed(KeyEvent.GENERIC, "expire", 1);
      call.journal(Arguments.of(PEXPIREAT, key, Long.toString(deadline).getBytes(US_ASCII)));
    } else if (options.persist && call.keys().deadline(place) != Keyspace.NO_DEADLINE) {
      call.keys().deadline(place, Keyspace.NO_DEADLINE);
      call.changed(KeyEvent.GENERIC, "persist", 1);
      call.journal(Arguments.of(PERSIST, key));
    }
  }

  void getMany(Call call) {
    call.reply().array(call.count() - 1);
    Keyspace keys = call.keys();
    keys.prefetch(call.arguments(), 1, 1);
    for (int i = 1; i < call.count(); i++) {
      long place = call.find(i, Access.READ);
      boolean string = place != Keyspace.ABSENT && keys.type(place) == ValueType.STRING;
      tell(call, string ? place : Keyspace.ABSENT);
    }
  }

  void setMany(Call call) {
    pairs(call, "mset");
    setPairs(call);
    call.reply().ok();
  }

  void setManyNew(Call call) {
    pairs(call, "msetnx");
    for (int i = 1; i < call.count(); i += 2) {
      if (call.find(i, Access.WRITE) != Keyspace.ABSENT) {
        call.reply().integer(0);
        return;
      }
    }
    setPairs(call);
    call.reply().integer(1);
  }

  private static void pairs(Call call, String command) {
    if (call.count() % 2 == 0) {
      throw Refusals.wrongNumberOfArguments(command);
    }
  }

  private static void setPairs(Call call) {
    call.keys().prefetch(call.arguments(), 1, 2);
    for (int i = 1; i < call.count(); i += 2) {
      call.set(i, i + 1, Keyspace.NO_DEADLINE);
      call.changed(KeyEvent.STRING, "set", i);
    }
  }
}
