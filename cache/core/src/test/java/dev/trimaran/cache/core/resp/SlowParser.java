package dev.trimaran.cache.core.resp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a whole stream of requests at once, with text and patterns: slow, and easy to check. */
final class SlowParser {

  private static final Pattern HEAD = Pattern.compile("\\A\\*(-?\\d{1,18})\r(?s:.)");
  private static final Pattern BULK = Pattern.compile("\\A\\$(\\d{1,18})\r(?s:.)");
  private static final Pattern CANONICAL = Pattern.compile("0|-?[1-9]\\d*");

  /** The requests at the head of a stream, and whether what follows is no request at all. */
  record Parsed(List<List<String>> requests, boolean broken) {}

  private final RequestLimits limits;
  private final List<List<String>> requests = new ArrayList<>();
  private String rest;

  private SlowParser(byte[] stream, RequestLimits limits) {
    this.rest = new String(stream, StandardCharsets.ISO_8859_1);
    this.limits = limits;
  }

  static Parsed parse(byte[] stream, RequestLimits limits) {
    SlowParser parser = new SlowParser(stream, limits);
    try {
      while (parser.one()) {}
      return new Parsed(parser.requests, false);
    } catch (IllegalStateException e) {
      return new Parsed(parser.requests, true);
    }
  }

  private boolean one() {
    if (rest.isEmpty()) {
      return false;
    }
    return rest.charAt(0) == '*' ? array() : line();
  }

  private boolean array() {
    String before = rest;
    List<String> words = new ArrayList<>();
    long count = number(HEAD);
    if (count == UNKNOWN) {
      rest = before;
      return false;
    }
    check(count <= limits.arguments());
    for (long i = 0; i < count; i++) {
      long length = number(BULK);
      if (length == UNKNOWN) {
        return false;
      }
      check(length <= limits.bulkBytes());
      if (rest.length() < length + 2) {
        return false;
      }
      words.add(rest.substring(0, (int) length));
      rest = rest.substring((int) length + 2);
    }
    if (!words.isEmpty()) {
      requests.add(words);
    }
    return true;
  }

  private static final long UNKNOWN = Long.MIN_VALUE;

  private long number(Pattern pattern) {
    int end = rest.indexOf('\r');
    if (end < 0 || end + 1 == rest.length()) {
      check(rest.length() <= limits.lineBytes());
      return UNKNOWN;
    }
    Matcher matcher = pattern.matcher(rest);
    check(matcher.find() && CANONICAL.matcher(matcher.group(1)).matches());
    rest = rest.substring(matcher.end());
    return Long.parseLong(matcher.group(1));
  }

  private boolean line() {
    int end = rest.indexOf('\n');
    if (end < 0 || end > limits.lineBytes()) {
      check(rest.length() <= limits.lineBytes());
      return false;
    }
    String line = rest.substring(0, end);
    rest = rest.substring(end + 1);
    if (line.endsWith("\r")) {
      line = line.substring(0, line.length() - 1);
    }
    if (line.indexOf('\0') >= 0) {
      line = line.substring(0, line.indexOf('\0'));
    }
    List<String> words = words(line);
    if (!words.isEmpty()) {
      requests.add(words);
    }
    return true;
  }

  private static final Pattern WORD =
      Pattern.compile(
          "\\G\\s*+([^ \\t\\n\\r\"']*+)"
              + "(?:\"((?:[^\\\\\"]|\\\\.)*+)\"(?=\\s|\\z)"
              + "|'((?:\\\\'|[^'])*+)'(?=\\s|\\z)"
              + "|(?=[ \\t\\n\\r]|\\z))",
          Pattern.DOTALL);
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\x([0-9a-fA-F]{2})|\\\\(.)", Pattern.DOTALL);

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    String left = line;
    while (!left.replaceAll("^\\s+", "").isEmpty()) {
      Matcher matcher = WORD.matcher(left);
      check(matcher.find());
      String word = matcher.group(1);
      if (matcher.group(2) != null) {
        word += ESCAPE.matcher(matcher.group(2)).replaceAll(SlowParser::unescaped);
      } else if (matcher.group(3) != null) {
        word += matcher.group(3).replace("\\'", "'");
      }
      words.add(word);
      left = left.substring(matcher.end());
    }
    return words;
  }

  private static String unescaped(java.util.regex.MatchResult escape) {
    if (escape.group(1) != null) {
      return Matcher.quoteReplacement("" + (char) Integer.parseInt(escape.group(1), 16));
    }
    return Matcher.quoteReplacement(
        switch (escape.group(2)) {
          case "n" -> "\n";
          case "r" -> "\r";
          case "t" -> "\t";
          case "b" -> "\b";
          case "a" -> "\u0007";
          default -> escape.group(2);
        });
  }

  private static void check(boolean fine) {
    if (!fine) {
      throw new IllegalStateException();
    }
  }
}
