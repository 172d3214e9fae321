package dev.trimaran.benchmarks.cache.resp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes of numbered keys, each once, each answered by one line.
 *
 * <p>The value starts with the number, so that no two are alike, and is filled up with dots.
 */
public final class Filler {

  private final String format;
  private final int valueBytes;
  private final int timeToLive;
  private final boolean memcached;

  private Filler(String format, int valueBytes, int timeToLive, boolean memcached) {
    this.format = format;
    this.valueBytes = valueBytes;
    this.timeToLive = timeToLive;
    this.memcached = memcached;
  }

  /**
   * SET.
   *
   * @param format of the key, by {@link String#format} of its number
   * @param valueBytes at least 12
   * @param timeToLive seconds, 0 for none
   */
  public static Filler redis(String format, int valueBytes, int timeToLive) {
    return new Filler(format, valueBytes, timeToLive, false);
  }

  /** The same by memcached's {@code set}. */
  public static Filler memcached(String format, int valueBytes, int timeToLive) {
    return new Filler(format, valueBytes, timeToLive, true);
  }

  /** How a good reply starts. */
  byte good() {
    return (byte) (memcached ? 'S' : '+');
  }

  /** One request with the number 0; {@link #number} changes it in place. */
  Template template() {
    String key = String.format(Locale.ROOT, format, 0);
    byte[] dots = new byte[valueBytes];
    Arrays.fill(dots, (byte) '.');
    String value = new String(dots, StandardCharsets.US_ASCII);
    String text;
    if (memcached) {
      text = "set " + key + " 0 " + timeToLive + " " + valueBytes + "\r\n" + value + "\r\n";
    } else if (timeToLive == 0) {
      text = array("SET", key, value);
    } else {
      text = array("SET", key, value, "EX", Integer.toString(timeToLive));
    }
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new Template(bytes, text.indexOf(key) + key.length(), text.indexOf(value), key);
  }

  private static String array(String... words) {
    var out = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      out.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return out.toString();
  }

  /**
   * A request whose number is still to be written.
   *
   * @param bytes of the whole request
   * @param keyEnd where the key's digits end
   * @param value where the value starts
   * @param key with the number 0
   */
  @SuppressWarnings("ArrayRecordComponent") // private to the loader, never compared
  record Template(byte[] bytes, int keyEnd, int value, String key) {

    private static final int DIGITS_IN_VALUE = 10;

    /** Digits at the end of the key. */
    int keyDigits() {
      int digits = 0;
      while (digits < key.length() && key.charAt(key.length() - 1 - digits) == '0') {
        digits++;
      }
      return digits;
    }

    /** Writes {@code number} into a copy of the request that starts at {@code at}. */
    void number(byte[] out, int at, long number, int keyDigits) {
      digits(out, at + keyEnd, keyDigits, number);
      digits(out, at + value + DIGITS_IN_VALUE, DIGITS_IN_VALUE, number);
    }

    private static void digits(byte[] out, int end, int count, long number) {
      long rest = number;
      for (int i = 1; i <= count; i++) {
        out[end - i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
  }
}
