package dev.trimaran.cache.core.packed;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.text.Numbers;
import java.util.Arrays;

/**
 * Some bytes of an array, reused by its owner. What it shows is valid until the array's owner
 * changes it.
 */
public final class View {

  private static final byte[] NONE = new byte[0];

  private byte[] array = NONE;
  private byte[] digits = NONE;
  private int offset;
  private int length;

  public View of(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    return this;
  }

  public View of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  public View of(View other) {
    return of(other.array, other.offset, other.length);
  }

  /** The digits of an integer, in an array of this view's own. */
  public View ofInteger(long value) {
    if (digits.length == 0) {
      digits = new byte[Numbers.MAX_DIGITS];
    }
    return of(digits, 0, Numbers.write(value, digits, 0));
  }

  /** One argument of a request. */
  public View of(Arguments arguments, int index) {
    return of(arguments.array(), arguments.offset(index), arguments.length(index));
  }

  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  public boolean same(View other) {
    return Bytes.same(array, offset, length, other);
  }

  /** Whether the bytes are an integer, as {@link Numbers#parse} reads it. */
  public boolean isInteger() {
    return Numbers.isInteger(array, offset, length);
  }

  /** The integer of bytes for which {@link #isInteger} holds. */
  public long integer() {
    return Numbers.parse(array, offset, length);
  }
}
