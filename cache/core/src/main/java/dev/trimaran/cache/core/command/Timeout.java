package dev.trimaran.cache.core.command;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.text.Numbers;

/** The last argument of commands that wait: seconds, with a fraction; 0 is for ever. */
public final class Timeout {

  private static final Refused NOT_A_FLOAT =
      new Refused("ERR timeout is not a float or out of range");
  private static final Refused OUT_OF_RANGE = new Refused("ERR timeout is out of range");
  private static final Refused NEGATIVE = new Refused("ERR timeout is negative");

  private Timeout() {}

  /** Milliseconds since the epoch until which an argument tells to wait, 0 for ever. */
  public static long deadlineMs(Call call, int index) {
    Arguments arguments = call.arguments();
    Double seconds =
        Numbers.parseDouble(arguments.array(), arguments.offset(index), arguments.length(index));
    if (seconds == null) {
      throw NOT_A_FLOAT;
    }
    double ms = Math.ceil(seconds * 1000);
    if (ms < 0) {
      throw NEGATIVE;
    }
    if (ms > Long.MAX_VALUE || (long) ms > Long.MAX_VALUE - call.now()) {
      throw OUT_OF_RANGE;
    }
    return ms == 0 ? 0 : call.now() + (long) ms;
  }
}
