package dev.trimaran.cache.core.settings;

import dev.trimaran.cache.core.text.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What values a parameter takes, and how they are told again. */
public interface ValueKind {

  /**
   * The value as it is told again.
   *
   * @throws IllegalArgumentException when it is none; the message is that of {@code CONFIG SET}
   */
  String normal(String text);

  /** Anything. */
  static ValueKind text() {
    return text -> text;
  }

  /** {@code yes} or {@code no}. */
  static ValueKind flag() {
    return text -> {
      String lower = text.toLowerCase(Locale.ROOT);
      if (!lower.equals("yes") && !lower.equals("no")) {
        throw new IllegalArgumentException("argument must be 'yes' or 'no'");
      }
      return lower;
    };
  }

  /** An integer from {@code least} to {@code most}. */
  static ValueKind integer(long least, long most) {
    return text -> {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (!Numbers.isInteger(bytes, 0, bytes.length)) {
        throw new IllegalArgumentException("argument couldn't be parsed into an integer");
      }
      return within(Numbers.parse(bytes, 0, bytes.length), least, most);
    };
  }

  private static String within(long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "argument must be between %d and %d inclusive".formatted(least, most));
    }
    return Long.toString(value);
  }

  /** Bytes, with a unit or without: {@code 100mb}. */
  static ValueKind memory(long least) {
    return text -> within(MemorySize.parse(text), least, Long.MAX_VALUE);
  }

  /** One of some words. */
  static ValueKind oneOf(String... words) {
    List<String> all = Arrays.asList(words);
    return text -> {
      String lower = text.toLowerCase(Locale.ROOT);
      if (!all.contains(lower)) {
        throw new IllegalArgumentException(
            "argument(s) must be one of the following: " + String.join(", ", all));
      }
      return lower;
    };
  }

  /** What a function of its own accepts. */
  static ValueKind special(UnaryOperator<String> normal) {
    return normal::apply;
  }
}
