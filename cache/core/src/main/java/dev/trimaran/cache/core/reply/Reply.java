package dev.trimaran.cache.core.reply;

import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.text.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is being answered on one connection: a growing array of bytes, written in the protocol the
 * connection speaks (RESP2 or RESP3, redis.io/docs/reference/protocol-spec). A reply that RESP2 has
 * no form for is written in the form Redis falls back to: a map as a flat array, a set as an array,
 * a double as a bulk string, null as a null bulk string.
 */
public final class Reply {

  private static final int FIRST_BYTES = 1024;
  private static final int KEPT_BYTES = 256 * 1024;
  private static final double MOST_WHOLE = 1e17;
  private static final byte[] OK = ascii("+OK\r\n");
  private static final byte[] QUEUED = ascii("+QUEUED\r\n");
  private static final byte[] NULL = ascii("_\r\n");
  private static final byte[] NULL_BULK = ascii("$-1\r\n");
  private static final byte[] NULL_ARRAY = ascii("*-1\r\n");
  private static final byte[] TRUE = ascii("#t\r\n");
  private static final byte[] FALSE = ascii("#f\r\n");

  private byte[] array = new byte[FIRST_BYTES];
  private int length;
  private int longest;
  private boolean resp3;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** From now on RESP3, or RESP2 again. */
  public void resp3(boolean on) {
    resp3 = on;
  }

  public boolean resp3() {
    return resp3;
  }

  /** The bytes written since {@link #clear}, from 0 to {@link #length}. */
  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /** Forgets all, and an array that a large reply has left behind. */
  public void clear() {
    longest = Math.max(longest, length);
    length = 0;
    if (array.length > KEPT_BYTES) {
      array = new byte[FIRST_BYTES];
    }
  }

  /** Gives back memory that was not needed since the last time; to be called now and then. */
  public void trim() {
    if (array.length > FIRST_BYTES && Math.max(longest, length) < array.length / 8) {
      array = Arrays.copyOf(array, Math.max(FIRST_BYTES, 2 * length));
    }
    longest = 0;
  }

  /** Forgets what was written after {@code mark}, a {@link #length} of before. */
  public void rewind(int mark) {
    length = mark;
  }

  public void ok() {
    raw(OK);
  }

  public void queued() {
    raw(QUEUED);
  }

  /** A simple string of ASCII without line ends. */
  public void simple(String text) {
    line((byte) '+', text);
  }

  /** An error: its prefix and text; a line end in it becomes a space. */
  public void error(String text) {
    line((byte) '-', text.replace('\r', ' ').replace('\n', ' '));
  }

  public void refused(Refused refused) {
    error(refused.text());
  }

  public void integer(long value) {
    header((byte) ':', value);
  }

  /** Null where a bulk string was asked for. */
  public void nil() {
    raw(resp3 ? NULL : NULL_BULK);
  }

  /** Null where an array was asked for. */
  public void nilArray() {
    raw(resp3 ? NULL : NULL_ARRAY);
  }

  public void bulk(byte[] bytes) {
    bulk(bytes, 0, bytes.length);
  }

  public void bulk(byte[] bytes, int offset, int size) {
    header((byte) '$', size);
    reserve(size + 2);
    System.arraycopy(bytes, offset, array, length, size);
    length += size;
    end();
  }

  /** A bulk string of a text in UTF-8. */
  public void bulk(String text) {
    bulk(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A bulk string of a number's digits. */
  public void bulkInteger(long value) {
    header((byte) '$', Numbers.digits(value));
    reserve(Numbers.MAX_DIGITS + 2);
    length += Numbers.write(value, array, length);
    end();
  }

  /**
   * A double: a RESP3 double, or a bulk string; 17 significant digits, as Redis 7.0 writes them.
   */
  public void number(double value) {
    if (!resp3 && value == (long) value && value != 0 && Math.abs(value) < MOST_WHOLE) {
      bulkInteger((long) value);
      return;
    }
    byte[] text = Numbers.format(value);
    if (resp3) {
      reserve(text.length + 3);
      array[length++] = ',';
      raw(text);
      end();
    } else {
      bulk(text);
    }
  }

  /** A boolean, or the integer 1 or 0. */
  public void bool(boolean value) {
    if (resp3) {
      raw(value ? TRUE : FALSE);
    } else {
      integer(value ? 1 : 0);
    }
  }

  /** A verbatim string of plain text, or a bulk string. */
  public void verbatim(String text) {
    if (!resp3) {
      bulk(text);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    header((byte) '=', bytes.length + 4L);
    raw(ascii("txt:"));
    raw(bytes);
    end();
  }

  /** The head of an array; its elements follow. */
  public void array(int elements) {
    header((byte) '*', elements);
  }

  /** The head of a map; keys and values follow in turn. */
  public void map(int entries) {
    header((byte) (resp3 ? '%' : '*'), resp3 ? entries : 2L * entries);
  }

  /** The head of a set; its members follow. */
  public void set(int members) {
    header((byte) (resp3 ? '~' : '*'), members);
  }

  /** The head of a message the client did not ask for, or of an array in RESP2. */
  public void push(int elements) {
    header((byte) (resp3 ? '>' : '*'), elements);
  }

  /** Bytes that are a reply already. */
  public void raw(byte[] bytes) {
    raw(bytes, 0, bytes.length);
  }

  public void raw(byte[] bytes, int offset, int size) {
    reserve(size);
    System.arraycopy(bytes, offset, array, length, size);
    length += size;
  }

  private void line(byte kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reserve(bytes.length + 3);
    array[length++] = kind;
    raw(bytes);
    end();
  }

  private void header(byte kind, long value) {
    reserve(Numbers.MAX_DIGITS + 3);
    array[length++] = kind;
    length += Numbers.write(value, array, length);
    array[length++] = '\r';
    array[length++] = '\n';
  }

  private void end() {
    reserve(2);
    array[length++] = '\r';
    array[length++] = '\n';
  }

  private void reserve(int more) {
    if (array.length - length < more) {
      long wanted = Math.max(2L * array.length, (long) length + more);
      array = Arrays.copyOf(array, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }
}
