package dev.trimaran.cache.core.sort;

import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.text.Numbers;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An element and what it is sorted by.
 *
 * @param number the weight of a numeric order
 * @param text the weight of an order by bytes; null where the pattern found nothing, before all
 *     else
 */
record Weighted(byte[] element, double number, byte @Nullable [] text) {

  private static final Refused NO_NUMBER =
      new Refused("ERR One or more scores can't be converted into double");

  /** By number, elements of the same number by their bytes, so that the order is one. */
  static final Comparator<Weighted> BY_NUMBER =
      Comparator.comparingDouble(Weighted::number)
          .thenComparing(Weighted::element, Arrays::compareUnsigned);

  /** By the bytes of the weight. */
  static final Comparator<Weighted> BY_TEXT =
      Comparator.comparing(Weighted::text, Comparator.nullsFirst(Arrays::compareUnsigned));

  /** An element with its weight, of which a numeric order takes the number: none counts as 0. */
  static Weighted of(byte[] element, byte @Nullable [] weight, boolean alpha) {
    if (alpha || weight == null) {
      return new Weighted(element, 0, weight);
    }
    return new Weighted(element, parsed(weight), weight);
  }

  /**
   * As C's {@code strtod} reads a text up to its first zero byte: blanks may come first, and
   * nothing at all is 0.
   */
  private static double parsed(byte[] weight) {
    int end = SortRequest.indexOf(weight, (byte) 0);
    end = end < 0 ? weight.length : end;
    if (end == 0) {
      return 0;
    }
    int from = 0;
    while (from < end && isBlank(weight[from])) {
      from++;
    }
    Double number = Numbers.parseDouble(weight, from, end - from);
    if (number == null) {
      throw NO_NUMBER;
    }
    return number + 0.0; // -0 is 0, and of two equal numbers the elements decide
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || (one >= '\t' && one <= '\r');
  }
}
