package dev.trimaran.events.core.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.events.core.model.StreamMetadata;

/**
 * Reads the three numbers that the log is told by a stream's metadata, out of the first level of a
 * JSON object (RFC 8259). Whatever is not as it should be says nothing, as a missing key does: what
 * is in the log was accepted long ago.
 */
final class MetadataJson {

  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private MetadataJson(String text) {
    this.text = text;
  }

  static StreamMetadata read(byte[] json) {
    try {
      return new MetadataJson(new String(json, UTF_8)).object();
    } catch (IllegalStateException e) {
      return StreamMetadata.NONE;
    }
  }

  private StreamMetadata object() {
    long maxCount = 0;
    long maxAge = 0;
    long truncateBefore = 0;
    expect('{');
    if (peek() == '}') {
      return StreamMetadata.NONE;
    }
    while (true) {
      String key = string();
      expect(':');
      long value = value(0);
      switch (key) {
        case "$maxCount" -> maxCount = Math.max(0, value);
        case "$maxAge" -> maxAge = Math.max(0, value);
        case "$tb" -> truncateBefore = Math.max(0, value);
        default -> {
          // Rights, cache control, the user's own: not the log's concern.
        }
      }
      if (peek() == '}') {
        return new StreamMetadata(maxCount, maxAge, truncateBefore);
      }
      expect(',');
    }
  }

  /** Passes a value; gives it when it is a whole number, else 0. */
  private long value(int depth) {
    if (depth > DEEPEST) {
      throw garbled();
    }
    char first = peek();
    switch (first) {
      case '"' -> string();
      case '{', '[' -> nested(first == '{', depth);
      default -> {
        return scalar();
      }
    }
    return 0;
  }

  private void nested(boolean object, int depth) {
    char close = object ? '}' : ']';
    at++;
    if (peek() == close) {
      at++;
      return;
    }
    while (true) {
      if (object) {
        string();
        expect(':');
      }
      value(depth + 1);
      if (peek() == close) {
        at++;
        return;
      }
      expect(',');
    }
  }

  private long scalar() {
    int from = at;
    while (at < text.length() && ",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    if (word.isEmpty()) {
      throw garbled();
    }
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String string() {
    expect('"');
    var out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> c;
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw garbled();
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw garbled();
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw garbled();
    }
    at++;
  }

  /** The next character that is no blank, which stays. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == text.length()) {
      throw garbled();
    }
    return text.charAt(at);
  }

  private char next() {
    if (at == text.length()) {
      throw garbled();
    }
    return text.charAt(at++);
  }

  private static IllegalStateException garbled() {
    return new IllegalStateException("not a JSON object");
  }
}
