package dev.trimaran.cache.core.scan;

import dev.trimaran.cache.core.packed.View;

/**
 * Patterns as {@code KEYS} and {@code SCAN} understand them: {@code *}, {@code ?}, {@code [a-z]},
 * {@code [^a]}, and a backslash before what is meant as it is; on bytes. A star takes as little as
 * it can and is asked for more when the rest fails; only the last star is, so that the time is at
 * most the product of both lengths.
 */
public final class Pattern {

  private final byte[] pattern;
  private final int end;
  private int at;

  private Pattern(View pattern) {
    this.pattern = pattern.array();
    at = pattern.offset();
    end = at + pattern.length();
  }

  /** Whether the whole text is as the pattern says; an empty text only is as an empty pattern. */
  public static boolean matches(View pattern, View text) {
    if (text.length() == 0) {
      return pattern.length() == 0;
    }
    return new Pattern(pattern).matches(text);
  }

  private boolean matches(View text) {
    int textEnd = text.offset() + text.length();
    int textAt = text.offset();
    int afterStar = -1;
    int retry = 0;
    while (textAt < textEnd) {
      if (at < end && pattern[at] == '*') {
        at++;
        afterStar = at;
        retry = textAt;
      } else if (at < end && accepts(text.array()[textAt])) {
        textAt++;
      } else if (afterStar >= 0) {
        at = afterStar;
        textAt = ++retry;
      } else {
        return false;
      }
    }
    while (at < end && pattern[at] == '*') {
      at++;
    }
    return at == end;
  }

  /** Whether the next element of the pattern, which is no star, accepts a byte; steps behind it. */
  private boolean accepts(byte letter) {
    byte first = pattern[at];
    if (first == '[') {
      at++;
      return classAccepts(letter);
    }
    if (first == '\\' && at + 1 < end) {
      at++;
      first = pattern[at];
      at++;
      return first == letter;
    }
    at++;
    return first == '?' || first == letter;
  }

  private boolean classAccepts(byte letter) {
    boolean negated = at < end && pattern[at] == '^';
    if (negated) {
      at++;
    }
    boolean found = false;
    for (; at < end && pattern[at] != ']'; at++) {
      if (pattern[at] == '\\' && at + 1 < end) {
        at++;
        found |= pattern[at] == letter;
      } else if (at + 2 < end && pattern[at + 1] == '-') {
        int one = pattern[at] & 0xFF;
        int other = pattern[at + 2] & 0xFF;
        int value = letter & 0xFF;
        found |= value >= Math.min(one, other) && value <= Math.max(one, other);
        at += 2;
      } else {
        found |= pattern[at] == letter;
      }
    }
    if (at < end) {
      at++;
    }
    return found != negated;
  }
}
