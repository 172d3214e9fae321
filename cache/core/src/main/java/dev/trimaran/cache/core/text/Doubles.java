package dev.trimaran.cache.core.text;

import java.nio.charset.StandardCharsets;

/** Doubles in bytes, read as C's {@code strtod} does, without making a string where it can. */
public final class Doubles {

  /** As many digits as a double holds exactly, whatever they are. */
  private static final int EXACT_DIGITS = 15;

  private static final int MOST_LENGTH = 255;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Doubles() {}

  /**
   * A double that Redis accepts as an argument; not a number for all else: what is none, a number
   * with a space around it, one too large for a double or too close to zero.
   */
  public static double parse(byte[] array, int offset, int length) {
    double value = parseWide(array, offset, length);
    if (Double.isInfinite(value) && hasDigit(array, offset, length, '0')
        || value == 0 && hasDigit(array, offset, length, '1')) {
      return Double.NaN;
    }
    return value;
  }

  /** The same, but what is too large is infinite, and what is too close to zero is zero. */
  public static double parseWide(byte[] array, int offset, int length) {
    double exact = parseShort(array, offset, length);
    if (!Double.isNaN(exact)) {
      return exact;
    }
    if (length == 0 || length > MOST_LENGTH) {
      return Double.NaN;
    }
    String text = new String(array, offset, length, StandardCharsets.ISO_8859_1);
    boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
    String unsigned = signed ? text.substring(1) : text;
    double value = parseUnsigned(unsigned);
    return text.charAt(0) == '-' ? -value : value;
  }

  /** Whether the mantissa has a digit that is {@code least} or higher. */
  private static boolean hasDigit(byte[] array, int offset, int length, char least) {
    boolean hex = false;
    for (int i = offset; i < offset + length; i++) {
      int letter = array[i] | 0x20;
      if (letter == 'x') {
        hex = true;
      } else if (letter == 'p' || letter == 'e' && !hex) {
        return false;
      } else if (array[i] >= least && array[i] <= '9' || hex && letter >= 'a' && letter <= 'f') {
        return true;
      }
    }
    return false;
  }

  /** Few digits with or without a point, exactly; not a number for all else. */
  private static double parseShort(byte[] array, int offset, int length) {
    boolean negative = length > 0 && array[offset] == '-';
    int at = negative ? offset + 1 : offset;
    int end = offset + length;
    if (end - at > EXACT_DIGITS || at == end) {
      return Double.NaN;
    }
    long digits = 0;
    int point = -1;
    for (; at < end; at++) {
      int digit = array[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
      } else if (array[at] == '.' && point < 0 && length > 2) {
        point = at;
      } else {
        return Double.NaN;
      }
    }
    double value = point < 0 ? digits : digits / POWERS[end - point - 1];
    return negative ? -value : value;
  }

  private static double parseUnsigned(String text) {
    if (text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    String digits = hex ? text.substring(2) : text;
    int radix = hex ? 16 : 10;
    int mantissa = 0;
    int counted = 0;
    int points = 0;
    while (mantissa < digits.length()) {
      char letter = digits.charAt(mantissa);
      if (letter == '.') {
        points++;
      } else if (letter < 128 && Character.digit(letter, radix) >= 0) {
        counted++;
      } else {
        break;
      }
      mantissa++;
    }
    if (counted == 0 || points > 1 || !isExponent(digits, mantissa, hex ? 'p' : 'e')) {
      return Double.NaN;
    }
    return Double.parseDouble(hex && mantissa == digits.length() ? text + "p0" : text);
  }

  /** Whether the text ends at {@code at}, or a whole exponent and nothing else follows. */
  private static boolean isExponent(String text, int at, char mark) {
    if (at == text.length()) {
      return true;
    }
    int from = at + 1;
    if ((text.charAt(at) | 0x20) != mark) {
      return false;
    }
    if (from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+')) {
      from++;
    }
    if (from == text.length()) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
