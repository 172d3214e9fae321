package dev.trimaran.cache.core.resp;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.text.Numbers;

/**
 * Reads requests of one connection as their bytes arrive. A request is either an array of bulk
 * strings, {@code *2\r\n$4\r\nECHO\r\n$2\r\nhi\r\n}, or a line, {@code ECHO hi\r\n}. The arguments
 * are views into the input. An incomplete request is taken up again where its bytes ended, so that
 * all its pieces together cost no more than the whole; a bulk string's content is never looked at.
 *
 * <p>As Redis 7.0 does, the two bytes behind a bulk string are skipped unread, and an array without
 * elements is no request. After {@link Outcome#BROKEN} the stream has lost its frame: the
 * connection is told {@link #error} and closed.
 */
public final class RequestParser {

  /** What there is after a step. */
  public enum Outcome {
    /** One request: its arguments are valid until the next step. */
    REQUEST,
    /** More bytes are needed. */
    INCOMPLETE,
    /** This is not the protocol, or beyond a limit. */
    BROKEN
  }

  private static final int UNKNOWN = -1;
  private static final int MANY_ARGUMENTS = 1024;

  /** {@code $1234\r\n}. */
  private static final int SHORT_LINE = 7;

  private final RequestLimits limits;
  private Arguments arguments = new Arguments();
  private boolean stranger;
  private String error = "";

  // Of an incomplete request; offsets count from the input's start.
  private int position;
  private int searched;
  private int missing;
  private int bulk = UNKNOWN;
  private int origin;

  public RequestParser(RequestLimits limits) {
    this.limits = limits;
  }

  /** Whether the client must authenticate and has not: tighter limits hold. */
  public void stranger(boolean is) {
    stranger = is;
  }

  /** The arguments of the request that was found. */
  public Arguments arguments() {
    return arguments;
  }

  /** What is wrong, in Redis's words, with its prefix. */
  public String error() {
    return "ERR Protocol error: " + error;
  }

  /** Whether a request has begun and is not complete. */
  public boolean halfway(Input input) {
    return missing > 0 || !input.isEmpty();
  }

  /** Reads the next request, which is consumed from the input with all its bytes. */
  public Outcome next(Input input) {
    while (true) {
      if (missing > 0) {
        resume(input);
        return bulks(input);
      }
      if (input.isEmpty()) {
        return Outcome.INCOMPLETE;
      }
      Outcome outcome = input.array()[input.start()] == '*' ? head(input) : line(input);
      if (outcome != Outcome.REQUEST) {
        return outcome;
      }
      if (missing == 0 && arguments.count() > 0) {
        return Outcome.REQUEST;
      }
    }
  }

  /** The line that says how many arguments follow; they are {@link #missing} then. */
  private Outcome head(Input input) {
    int few = shortNumber(input.array(), input.start(), input.end(), '*');
    if (few > 0 && !stranger && few <= limits.arguments()) {
      return expect(few, lineSize(few), input);
    }
    int end = lineEnd(input, 0);
    if (end < 0) {
      return unfinished(input, 0, "too big mbulk count string");
    }
    byte[] array = input.array();
    int digits = input.start() + 1;
    if (!Numbers.isInteger(array, digits, end - digits)) {
      return broken("invalid multibulk length");
    }
    long count = Numbers.parse(array, digits, end - digits);
    if (count > limits.arguments()) {
      return broken("invalid multibulk length");
    }
    if (stranger && count > limits.strangerArguments()) {
      return broken("unauthenticated multibulk length");
    }
    if (count <= 0) {
      begin(array);
      searched = 0;
      input.consume(end + 2 - input.start());
      return Outcome.REQUEST;
    }
    return expect((int) count, end + 2 - input.start(), input);
  }

  /** So many arguments follow after a line of that size. */
  private Outcome expect(int count, int lineSize, Input input) {
    begin(input.array());
    searched = 0;
    missing = count;
    origin = input.start();
    position = lineSize;
    return Outcome.REQUEST;
  }

  private void begin(byte[] array) {
    if (arguments.count() > MANY_ARGUMENTS) {
      arguments = new Arguments();
    }
    arguments.begin(array);
  }

  /** The input may have been moved since. */
  private void resume(Input input) {
    if (arguments.array() != input.array() || origin != input.start()) {
      arguments.moved(input.array(), input.start() - origin);
      origin = input.start();
    }
  }

  private Outcome bulks(Input input) {
    byte[] array = input.array();
    int start = input.start();
    int end = input.end();
    while (missing > 0) {
      if (bulk == UNKNOWN) {
        bulk = bulkLengthAtOnce(array, start + position, end);
      }
      if (bulk == UNKNOWN) {
        int lineEnd = lineEnd(input, position);
        if (lineEnd < 0) {
          return unfinished(input, position, "too big bulk count string");
        }
        Outcome outcome = bulkLength(array, start + position, lineEnd);
        if (outcome != Outcome.REQUEST) {
          return outcome;
        }
        position = lineEnd + 2 - start;
        searched = position;
      }
      if (end - start - position < bulk + 2) {
        return Outcome.INCOMPLETE;
      }
      arguments.add(start + position, bulk);
      position += bulk + 2;
      searched = position;
      bulk = UNKNOWN;
      missing--;
    }
    input.consume(position);
    position = 0;
    searched = 0;
    return Outcome.REQUEST;
  }

  /** The line of a bulk string of up to 9,999 bytes, where it is all there; it is passed then. */
  private int bulkLengthAtOnce(byte[] array, int at, int end) {
    int length = shortNumber(array, at, end, '$');
    if (length == UNKNOWN || stranger || length > limits.bulkBytes()) {
      return UNKNOWN;
    }
    position += lineSize(length);
    searched = position;
    return length;
  }

  private static int lineSize(int shortNumber) {
    return shortNumber < 10 ? 4 : shortNumber < 100 ? 5 : shortNumber < 1000 ? 6 : 7;
  }

  /**
   * The number on a line like {@code $64}, of up to four digits, where the line is there and its
   * number written as usual; whatever else there may be is not judged here.
   */
  private static int shortNumber(byte[] array, int at, int end, char kind) {
    if (end - at < SHORT_LINE || array[at] != kind) {
      return UNKNOWN;
    }
    int number = array[at + 1] - '0';
    if (number < 0 || number > 9) {
      return UNKNOWN;
    }
    for (int i = 2; i < SHORT_LINE - 1; i++) {
      int letter = array[at + i];
      if (letter == '\r') {
        return number;
      }
      if (number == 0 || letter < '0' || letter > '9') {
        return UNKNOWN;
      }
      number = number * 10 + letter - '0';
    }
    return UNKNOWN;
  }

  private Outcome bulkLength(byte[] array, int at, int lineEnd) {
    if (array[at] != '$') {
      return broken("expected '$', got '" + (char) (array[at] & 0xff) + "'");
    }
    int digits = lineEnd - at - 1;
    if (!Numbers.isInteger(array, at + 1, digits)) {
      return broken("invalid bulk length");
    }
    long length = Numbers.parse(array, at + 1, digits);
    if (length < 0 || length > limits.bulkBytes()) {
      return broken("invalid bulk length");
    }
    if (stranger && length > limits.strangerBulkBytes()) {
      return broken("unauthenticated bulk length");
    }
    bulk = (int) length;
    return Outcome.REQUEST;
  }

  /**
   * Where the line that begins at {@code from} has its {@code \r}, once the byte behind it is there
   * too; -1 while it is not.
   */
  private int lineEnd(Input input, int from) {
    byte[] array = input.array();
    int at = input.start() + Math.max(searched, from);
    int end = input.end();
    while (at < end && array[at] != '\r') {
      at++;
    }
    searched = at - input.start();
    return at + 1 < end ? at : -1;
  }

  private Outcome unfinished(Input input, int from, String tooBig) {
    if (input.length() - from > limits.lineBytes()) {
      return broken(tooBig);
    }
    return Outcome.INCOMPLETE;
  }

  /** A whole line is a request; one without words is consumed and none. */
  private Outcome line(Input input) {
    byte[] array = input.array();
    int start = input.start();
    int at = start + searched;
    while (at < input.end() && array[at] != '\n') {
      at++;
    }
    if (at == input.end()) {
      searched = at - start;
      return unfinished(input, 0, "too big inline request");
    }
    searched = 0;
    if (at - start > limits.lineBytes()) {
      return broken("too big inline request");
    }
    int end = at > start && array[at - 1] == '\r' ? at - 1 : at;
    begin(array);
    if (!Words.split(array, start, end, arguments)) {
      return broken("unbalanced quotes in request");
    }
    if (stranger && arguments.count() > limits.strangerArguments()) {
      return broken("unauthenticated multibulk length");
    }
    input.consume(at + 1 - start);
    return Outcome.REQUEST;
  }

  private Outcome broken(String what) {
    error = what;
    return Outcome.BROKEN;
  }
}
