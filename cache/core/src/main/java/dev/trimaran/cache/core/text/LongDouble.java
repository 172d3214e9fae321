package dev.trimaran.cache.core.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic as C does it with {@code long double} on x86: 64 bits of mantissa, 15 of exponent,
 * rounded to the nearest, to even in the middle. A number is a {@link BigDecimal} that is exactly
 * one of those. {@code INCRBYFLOAT} and {@code HINCRBYFLOAT} count so.
 */
public final class LongDouble {

  private static final int MANTISSA_BITS = 64;
  private static final int MOST_EXPONENT = 16384;
  private static final int MOST_DIGITS = 4933;
  private static final int MOST_FRACTION = 4951;
  private static final int MOST_LENGTH = 5 * 1024;
  private static final int SHOWN_FRACTION = 17;
  private static final BigInteger TWO = BigInteger.TWO;

  private LongDouble() {}

  /** Whether the bytes are an infinity by name. */
  public static boolean isInfinite(byte[] array, int offset, int length) {
    return length <= 9 && Double.isInfinite(Doubles.parse(array, offset, length));
  }

  /** The number that the bytes are; null where they are none, or one beyond the range. */
  public static @Nullable BigDecimal parse(byte[] array, int offset, int length) {
    if (length == 0 || length >= MOST_LENGTH) {
      return null;
    }
    if (length < 256 && Double.isNaN(Doubles.parseWide(array, offset, length))) {
      return null;
    }
    String text = new String(array, offset, length, StandardCharsets.ISO_8859_1);
    if (isInfinite(array, offset, length)) {
      return null;
    }
    try {
      BigDecimal exact = text.indexOf('x') >= 0 || text.indexOf('X') >= 0 ? hex(text) : dec(text);
      return exact == null ? null : round(exact);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static @Nullable BigDecimal dec(String text) {
    BigDecimal exact = new BigDecimal(text);
    long digits = (long) exact.precision() - exact.scale();
    boolean inRange = digits <= MOST_DIGITS && digits >= -MOST_FRACTION;
    return exact.signum() == 0 || inRange ? exact : null;
  }

  private static @Nullable BigDecimal hex(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean negative = lower.charAt(0) == '-';
    int from = negative || lower.charAt(0) == '+' ? 3 : 2;
    int mark = lower.indexOf('p');
    if (lower.indexOf("0x") != from - 2 || (mark >= 0 && mark < from)) {
      return null;
    }
    String digits = lower.substring(from, mark < 0 ? lower.length() : mark);
    if (!digits.chars().allMatch(c -> c == '.' || Character.digit(c, 16) >= 0)) {
      return null;
    }
    int point = digits.indexOf('.');
    int fraction = point < 0 ? 0 : digits.length() - point - 1;
    long exponent = (mark < 0 ? 0 : Integer.parseInt(lower.substring(mark + 1))) - 4L * fraction;
    if (Math.abs(exponent) > 2 * MOST_EXPONENT) {
      return null;
    }
    if (digits.lastIndexOf('.') != point) {
      return null;
    }
    BigInteger mantissa = new BigInteger(digits.replace(".", ""), 16);
    BigDecimal value = power(new BigDecimal(mantissa), (int) exponent);
    return negative ? value.negate() : value;
  }

  /** The sum; null where it is infinite. */
  public static @Nullable BigDecimal add(BigDecimal one, BigDecimal other) {
    return round(one.add(other));
  }

  /** With 17 digits after the point and without zeros at the end ({@code %.17Lf}, trimmed). */
  public static byte[] text(BigDecimal number) {
    BigDecimal rounded = number.setScale(SHOWN_FRACTION, RoundingMode.HALF_EVEN);
    String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The nearest number of 64 bits. */
  private static @Nullable BigDecimal round(BigDecimal exact) {
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigInteger over = exact.unscaledValue().abs();
    BigInteger under = BigInteger.ONE;
    if (exact.scale() > 0) {
      under = BigInteger.TEN.pow(exact.scale());
    } else {
      over = over.multiply(BigInteger.TEN.pow(-exact.scale()));
    }
    int exponent = over.bitLength() - under.bitLength() - MANTISSA_BITS;
    BigInteger mantissa = quotient(over, under, exponent);
    if (mantissa.bitLength() > MANTISSA_BITS) {
      exponent++;
      mantissa = quotient(over, under, exponent);
    }
    if (mantissa.bitLength() + exponent > MOST_EXPONENT) {
      return null;
    }
    BigDecimal value = power(new BigDecimal(mantissa), exponent);
    return exact.signum() < 0 ? value.negate() : value;
  }

  /** {@code over / under / 2^exponent}, rounded to the nearest integer, to even in the middle. */
  private static BigInteger quotient(BigInteger over, BigInteger under, int exponent) {
    BigInteger scaledOver = exponent < 0 ? over.shiftLeft(-exponent) : over;
    BigInteger scaledUnder = exponent > 0 ? under.shiftLeft(exponent) : under;
    BigInteger[] parts = scaledOver.divideAndRemainder(scaledUnder);
    int half = parts[1].multiply(TWO).compareTo(scaledUnder);
    boolean up = half > 0 || half == 0 && parts[0].testBit(0);
    return up ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  private static BigDecimal power(BigDecimal value, int exponent) {
    return exponent >= 0
        ? value.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(exponent)))
        : value.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
  }
}
