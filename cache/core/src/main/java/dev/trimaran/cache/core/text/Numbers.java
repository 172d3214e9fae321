package dev.trimaran.cache.core.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in bytes, as Redis 7.0 reads and writes them. Integers are read strictly: one optional
 * minus, no leading zero, no space, and within 64 bits ({@code string2ll}). Doubles are written
 * with 17 significant digits ({@code %.17g}).
 */
public final class Numbers {

  /** The longest integer: a minus and 19 digits. */
  public static final int MAX_DIGITS = 20;

  /** So many digits are within 64 bits, whatever they are. */
  private static final int SAFE_DIGITS = 18;

  private static final int SIGNIFICANT = 17;
  private static final byte[] LOWEST =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

  private Numbers() {}

  /** Whether these bytes are an integer that {@link #parse} reads. */
  public static boolean isInteger(byte[] array, int offset, int length) {
    if (length == 0 || length > MAX_DIGITS) {
      return false;
    }
    int at = offset;
    int end = offset + length;
    boolean negative = array[at] == '-';
    if (negative) {
      at++;
    }
    if (at == end) {
      return false;
    }
    if (array[at] == '0') {
      return length == 1;
    }
    if (end - at <= SAFE_DIGITS) {
      return isDigits(array, at, end);
    }
    long value = 0;
    for (; at < end; at++) {
      int digit = array[at] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      if (value < (Long.MIN_VALUE + digit) / 10 || value * 10 < Long.MIN_VALUE + digit) {
        return false;
      }
      value = value * 10 - digit;
    }
    return negative || value != Long.MIN_VALUE;
  }

  private static boolean isDigits(byte[] array, int from, int end) {
    for (int at = from; at < end; at++) {
      if (array[at] < '0' || array[at] > '9') {
        return false;
      }
    }
    return true;
  }

  /** The integer in bytes for which {@link #isInteger} holds. */
  public static long parse(byte[] array, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean negative = array[at] == '-';
    if (negative) {
      at++;
    }
    long value = 0;
    for (; at < end; at++) {
      value = value * 10 - (array[at] - '0');
    }
    return negative ? value : -value;
  }

  /** How many bytes {@link #write} takes. */
  public static int digits(long value) {
    if (value == Long.MIN_VALUE) {
      return MAX_DIGITS;
    }
    long magnitude = Math.abs(value);
    int digits = 1;
    for (long power = 10; digits < MAX_DIGITS - 1 && magnitude >= power; power *= 10) {
      digits++;
    }
    return value < 0 ? digits + 1 : digits;
  }

  /** Writes an integer at {@code offset}; answers its length. */
  public static int write(long value, byte[] array, int offset) {
    if (value == Long.MIN_VALUE) {
      System.arraycopy(LOWEST, 0, array, offset, LOWEST.length);
      return LOWEST.length;
    }
    if (value >= 0 && value <= 9) {
      array[offset] = (byte) ('0' + value);
      return 1;
    }
    int length = digits(value);
    int first = offset;
    if (value < 0) {
      array[first++] = '-';
    }
    long rest = Math.abs(value);
    int at = offset + length;
    // Two digits a division, and divisions of integers as soon as they do.
    while (rest > Integer.MAX_VALUE) {
      long shorter = rest / 100;
      at = pair(array, at, (int) (rest - shorter * 100));
      rest = shorter;
    }
    int small = (int) rest;
    while (at - first > 1) {
      int shorter = small / 100;
      at = pair(array, at, small - shorter * 100);
      small = shorter;
    }
    if (at > first) {
      array[first] = (byte) ('0' + small);
    }
    return length;
  }

  private static int pair(byte[] array, int end, int pair) {
    int tens = pair / 10;
    array[end - 1] = (byte) ('0' + pair - 10 * tens);
    array[end - 2] = (byte) ('0' + tens);
    return end - 2;
  }

  /** A double as {@link Doubles#parse} reads it; null for what is none. */
  public static @Nullable Double parseDouble(byte[] array, int offset, int length) {
    double value = Doubles.parse(array, offset, length);
    return Double.isNaN(value) ? null : value;
  }

  /** A double with 17 significant digits, {@code inf} and {@code nan} by name ({@code %.17g}). */
  public static byte[] format(double value) {
    return formatText(value).getBytes(StandardCharsets.US_ASCII);
  }

  private static String formatText(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (value == (long) value && Math.abs(value) < 1e17) {
      return Long.toString((long) value);
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < SIGNIFICANT) {
      return rounded.stripTrailingZeros().toPlainString();
    }
    BigDecimal stripped = rounded.stripTrailingZeros();
    String all = stripped.unscaledValue().abs().toString();
    String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
    int size = Math.abs(exponent);
    return (value < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }
}
