package dev.trimaran.events.node.api;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.trimaran.events.core.filter.EventFilter;

/**
 * Regular expressions of filters. RE2's take time in proportion to the text, whatever the
 * expression: they have neither back references nor look-around, and cannot hang a node.
 */
final class Expressions {

  /** Longer ones are refused. */
  static final int LONGEST = 4_096;

  private Expressions() {}

  /** A filter that takes what an expression is found in. */
  static EventFilter filter(EventFilter.Subject subject, String expression) {
    Pattern pattern = check(expression);
    return new EventFilter.Matching(subject, text -> pattern.matcher(text).find());
  }

  /** Refuses what is no expression. */
  static Pattern check(String expression) {
    if (expression.length() > LONGEST) {
      throw Failures.invalid(
          "a regular expression has up to " + LONGEST + " characters, not " + expression.length());
    }
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw Failures.invalid(
          "the regular expression " + expression + " is not one of RE2: " + e.getDescription());
    }
  }
}
