package dev.trimaran.cache.core.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A keyword of the protocol, such as {@code EX}; arguments are compared with it in any case. */
public final class Word {

  private final byte[] upper;

  private Word(byte[] upper) {
    this.upper = upper;
  }

  /** A word of ASCII letters, digits and punctuation. */
  public static Word of(String text) {
    return new Word(text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether these bytes are the word, in any case. */
  public boolean matches(byte[] array, int offset, int length) {
    if (length != upper.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (upper(array[offset + i]) != upper[i]) {
        return false;
      }
    }
    return true;
  }

  /** An ASCII letter in upper case; any other byte as it is. */
  public static byte upper(byte letter) {
    return letter >= 'a' && letter <= 'z' ? (byte) (letter - ('a' - 'A')) : letter;
  }

  @Override
  public String toString() {
    return new String(upper, StandardCharsets.US_ASCII);
  }
}
