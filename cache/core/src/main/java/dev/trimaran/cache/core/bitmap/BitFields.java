package dev.trimaran.cache.core.bitmap;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A string as an array of integers of any width, several of which one command reads and writes. */
final class BitFields {

  private static final Word GET = Word.of("GET");
  private static final Word SET = Word.of("SET");
  private static final Word INCRBY = Word.of("INCRBY");
  private static final Word OVERFLOW = Word.of("OVERFLOW");
  private static final Refused NO_OVERFLOW = new Refused("ERR Invalid OVERFLOW type specified");
  private static final Refused READ_ONLY =
      new Refused("ERR BITFIELD_RO only supports the GET subcommand");

  /** One thing to do. */
  private sealed interface Operation {
    IntegerType type();

    long bit();
  }

  private record Get(IntegerType type, long bit) implements Operation {}

  private record Set(IntegerType type, long bit, long value, Overflow overflow)
      implements Operation {}

  private record Increment(IntegerType type, long bit, long by, Overflow overflow)
      implements Operation {}

  private final Limits limits;
  private final BitString string = new BitString();

  BitFields(Limits limits) {
    this.limits = limits;
  }

  void run(Call call) {
    run(call, false);
  }

  void runReadOnly(Call call) {
    run(call, true);
  }

  private void run(Call call, boolean readOnly) {
    List<Operation> operations = parse(call);
    long highest = -1;
    for (Operation operation : operations) {
      if (!(operation instanceof Get)) {
        highest = Math.max(highest, operation.bit() + operation.type().width() - 1);
      }
    }
    if (highest < 0) {
      read(call, operations);
    } else if (readOnly) {
      throw READ_ONLY;
    } else {
      write(call, operations, highest);
    }
  }

  private List<Operation> parse(Call call) {
    List<Operation> operations = new ArrayList<>();
    Overflow overflow = Overflow.WRAP;
    int at = 2;
    while (at < call.count()) {
      int left = call.count() - at - 1;
      if (call.arguments().is(at, OVERFLOW) && left >= 1) {
        overflow = overflow(call, at + 1);
        at += 2;
      } else if (call.arguments().is(at, GET) && left >= 2) {
        IntegerType type = IntegerType.of(call, at + 1);
        operations.add(new Get(type, bit(call, at, type)));
        at += 3;
      } else if (call.arguments().is(at, SET) && left >= 3) {
        IntegerType type = IntegerType.of(call, at + 1);
        operations.add(new Set(type, bit(call, at, type), call.integer(at + 3), overflow));
        at += 4;
      } else if (call.arguments().is(at, INCRBY) && left >= 3) {
        IntegerType type = IntegerType.of(call, at + 1);
        operations.add(new Increment(type, bit(call, at, type), call.integer(at + 3), overflow));
        at += 4;
      } else {
        throw Refusals.SYNTAX;
      }
    }
    return operations;
  }

  private long bit(Call call, int operation, IntegerType type) {
    return BitOffset.of(call, operation + 2, type.width(), limits);
  }

  private static Overflow overflow(Call call, int index) {
    for (Overflow overflow : Overflow.values()) {
      if (call.arguments().is(index, overflow.word)) {
        return overflow;
      }
    }
    throw NO_OVERFLOW;
  }

  private static void read(Call call, List<Operation> operations) {
    Keyspace keys = call.keys();
    long place = call.find(1, Access.READ, ValueType.STRING);
    call.reply().array(operations.size());
    for (Operation operation : operations) {
      call.reply().integer(place == Keyspace.ABSENT ? 0 : read(keys, place, operation));
    }
  }

  private static long read(Keyspace keys, long place, Operation operation) {
    IntegerType type = operation.type();
    byte[] array = keys.array(place);
    int offset = keys.offset(place);
    int length = keys.length(place);
    return type.wrap(Bits.read(array, offset, length, operation.bit(), type.width()));
  }

  private void write(Call call, List<Operation> operations, long highest) {
    Keyspace keys = call.keys();
    long place = string.holding(call, highest);
    long changes = 0;
    call.reply().array(operations.size());
    for (Operation operation : operations) {
      long before = read(keys, place, operation);
      Long after = after(operation, before);
      if (after == null) {
        call.reply().nil();
        continue;
      }
      call.reply().integer(operation instanceof Increment ? after : before);
      if (!(operation instanceof Get) && (string.grown() || before != after)) {
        int width = operation.type().width();
        Bits.write(keys.array(place), keys.offset(place), operation.bit(), width, after);
        changes++;
      }
    }
    if (changes > 0) {
      keys.touch(place);
      call.changed(KeyEvent.STRING, "setbit", 1);
      call.dirty(changes - 1);
    } else if (string.grown()) {
      call.dirty(1); // nothing is told, as the value reads as before; but the log must know
    }
  }

  /** What is there afterwards, or null where the operation fails. */
  private static @Nullable Long after(Operation operation, long before) {
    return switch (operation) {
      case Get _ -> before;
      case Set set -> fitted(set.type(), set.value(), 0, set.overflow());
      case Increment more -> fitted(more.type(), before, more.by(), more.overflow());
    };
  }

  private static @Nullable Long fitted(IntegerType type, long value, long by, Overflow overflow) {
    int beyond = Overflow.of(type, value, by);
    if (beyond == 0) {
      return value + by;
    }
    return switch (overflow) {
      case WRAP -> type.wrap(value + by);
      case SAT -> beyond > 0 ? type.highest() : type.lowest();
      case FAIL -> null;
    };
  }
}
