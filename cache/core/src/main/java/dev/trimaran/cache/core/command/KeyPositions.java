package dev.trimaran.cache.core.command;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.text.Numbers;
import java.util.Arrays;
import java.util.List;

/**
 * Which arguments of a request are keys: those at the places that the command's spec names, and as
 * many after {@code numkeys} as it says, wherever the command's syntax has that word.
 */
public final class KeyPositions {

  private static final Word STORE = Word.of("STORE");
  private static final int[] NONE = {};

  private KeyPositions() {}

  /** Their indexes in order; none where the request is not well formed. */
  public static int[] of(CommandSpec spec, Arguments request) {
    int[] keys = fixed(spec, request.count());
    if (!spec.is(Flag.MOVABLEKEYS)) {
      return keys;
    }
    if (spec.group() == Group.GENERIC) {
      return stored(keys, request);
    }
    int counter = numkeys(spec);
    if (counter == 0 || counter >= request.count()) {
      return keys;
    }
    return counted(keys, request, counter);
  }

  private static int[] fixed(CommandSpec spec, int count) {
    if (spec.firstKey() == 0) {
      return NONE;
    }
    int last = spec.lastKey() < 0 ? count + spec.lastKey() : spec.lastKey();
    int step = Math.max(1, spec.keyStep());
    int[] keys = new int[Math.max(0, (Math.min(last, count - 1) - spec.firstKey()) / step + 1)];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = spec.firstKey() + i * step;
    }
    return keys;
  }

  /** The index of {@code numkeys}, or 0. */
  static int numkeys(CommandSpec spec) {
    List<String> words = Arrays.asList(spec.syntax().split(" "));
    return words.indexOf("numkeys") + 1;
  }

  private static int[] counted(int[] before, Arguments request, int counter) {
    byte[] array = request.array();
    int offset = request.offset(counter);
    int length = request.length(counter);
    if (!Numbers.isInteger(array, offset, length)) {
      return NONE;
    }
    long count = Numbers.parse(array, offset, length);
    if (count < 1 || count > request.count() - 1 - counter) {
      return NONE;
    }
    int kept = before.length > 0 && before[0] < counter ? 1 : 0;
    int[] keys = Arrays.copyOf(before, kept + (int) count);
    for (int i = 0; i < count; i++) {
      keys[kept + i] = counter + 1 + i;
    }
    return keys;
  }

  /** {@code SORT key ... STORE destination}. */
  private static int[] stored(int[] keys, Arguments request) {
    for (int i = request.count() - 2; i > 1; i--) {
      if (request.is(i, STORE)) {
        int[] more = Arrays.copyOf(keys, keys.length + 1);
        more[keys.length] = i + 1;
        return more;
      }
    }
    return keys;
  }
}
