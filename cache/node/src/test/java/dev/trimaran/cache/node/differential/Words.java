package dev.trimaran.cache.node.differential;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Words as they are written in tables and reports: quoted and escaped as in redis-cli. */
final class Words {

  private Words() {}

  /** As one word of a redis-cli line: in quotes where it must be. */
  static String word(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.length() > 600 && text.chars().distinct().count() == 1) {
      return "<" + text.length() + " times " + text.charAt(0) + ">";
    }
    return text.matches("[!-~&&[^\"'\\\\]]+") ? text : quoted(bytes);
  }

  static String quoted(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (byte b : bytes) {
      switch (b) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        default -> {
          if (b >= ' ' && b < 127) {
            text.append((char) b);
          } else {
            text.append(String.format("\\x%02x", b));
          }
        }
      }
    }
    return text.append('"').toString();
  }

  /**
   * The bytes of a word of a table: {@code \xHH}, {@code \r}, {@code \n}, {@code \\}, {@code \s}.
   */
  static byte[] unescape(String word) {
    byte[] bytes = new byte[word.length()];
    int length = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\\' && i + 1 < word.length()) {
        c = word.charAt(++i);
        switch (c) {
          case 'x' -> {
            c = (char) Integer.parseInt(word.substring(i + 1, i + 3), 16);
            i += 2;
          }
          case 'r' -> c = '\r';
          case 'n' -> c = '\n';
          case 's' -> c = ' ';
          default -> {}
        }
      }
      bytes[length++] = (byte) c;
    }
    return Arrays.copyOf(bytes, length);
  }

  static List<byte[]> of(String... words) {
    return Arrays.stream(words).map(Answer::latin).toList();
  }
}
