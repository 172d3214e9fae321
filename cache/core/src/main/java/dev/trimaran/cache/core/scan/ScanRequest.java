package dev.trimaran.cache.core.scan;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The arguments after the key of a command like {@code HSCAN}, and the reply to it; reused from
 * call to call.
 */
public final class ScanRequest {

  private static final Refused INVALID_CURSOR = new Refused("ERR invalid cursor");
  private static final Word MATCH = Word.of("MATCH");
  private static final Word COUNT = Word.of("COUNT");
  private static final Word TYPE = Word.of("TYPE");
  private static final long DEFAULT_COUNT = 10;

  private final Reply found = new Reply();
  private final View pattern = new View();
  private boolean hasPattern;
  private @Nullable String type;
  private long count;
  private int elements;

  /** The cursor in an argument: an unsigned number of 64 bits, as {@code strtoul} reads it. */
  public static long cursor(Call call, int index) {
    Arguments arguments = call.arguments();
    byte[] array = arguments.array();
    int at = arguments.offset(index);
    int end = at + arguments.length(index);
    boolean negative = at < end && array[at] == '-';
    if (at + 1 < end && (negative || array[at] == '+')) {
      at++;
    }
    long value = 0;
    for (; at < end && array[at] != 0; at++) {
      int digit = array[at] - '0';
      if (digit < 0
          || digit > 9
          || Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, 10)) > 0) {
        throw INVALID_CURSOR;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  /** Reads the options from argument {@code first} on. */
  public ScanRequest read(Call call, int first) {
    return read(call, first, false);
  }

  /** As {@link #read(Call, int)}, with the option {@code TYPE}. */
  public ScanRequest readTyped(Call call, int first) {
    return read(call, first, true);
  }

  private ScanRequest read(Call call, int first, boolean typed) {
    Arguments arguments = call.arguments();
    hasPattern = false;
    type = null;
    count = DEFAULT_COUNT;
    for (int i = first; i < call.count(); i += 2) {
      boolean hasValue = i + 1 < call.count();
      if (hasValue && arguments.is(i, COUNT)) {
        count = call.integer(i + 1);
        if (count < 1) {
          throw Refusals.SYNTAX;
        }
      } else if (hasValue && arguments.is(i, MATCH)) {
        pattern.of(arguments, i + 1);
        hasPattern = pattern.length() != 1 || pattern.array()[pattern.offset()] != '*';
      } else if (hasValue && typed && arguments.is(i, TYPE)) {
        type = arguments.text(i + 1);
      } else {
        throw Refusals.SYNTAX;
      }
    }
    found.clear();
    elements = 0;
    return this;
  }

  /** About how many elements to visit. */
  public long count() {
    return count;
  }

  /** Whether an element is asked for. */
  public boolean accepts(View element) {
    return !hasPattern || Pattern.matches(pattern, element);
  }

  /** Whether keys of a type are asked for; a type that does not exist is no key's. */
  public boolean accepts(ValueType of) {
    return type == null || of.text().equalsIgnoreCase(type);
  }

  /** Adds a string to the reply. */
  public void found(View element) {
    found.bulk(element.array(), element.offset(), element.length());
    elements++;
  }

  /** Writes the reply: the cursor to go on with, and all that was found. */
  public void answer(Reply reply, long cursor) {
    reply.array(2);
    reply.bulk(Long.toUnsignedString(cursor));
    reply.array(elements);
    reply.raw(found.array(), 0, found.length());
  }

  /** The reply for a key that does not exist. */
  public static void answerNothing(Reply reply) {
    reply.array(2);
    reply.bulk("0");
    reply.array(0);
  }
}
