package dev.trimaran.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The text of the tree is about the project alone: no directory of somebody's machine, no private
 * host, no ticket number, no signature of a tool.
 */
final class PlainText {

  private static final Map<String, Pattern> FORBIDDEN =
      new TreeMap<>(
          Map.of(
              "a directory of somebody's machine",
              Pattern.compile("(?<![\\w.$}*-])/(home|Users|root|work|workspace|builds)/\\w"),
              "a private host",
              Pattern.compile("https?://[\\w.-]+\\.(internal|local|lan|corp)\\b"),
              "a ticket number",
              Pattern.compile("(?i)\\b(issue|ticket)s? #?\\d+\\b"),
              "the signature of a tool",
              Pattern.compile("(?i)co-authored-by:")));

  private PlainText() {}

  /** What breaks the rule in {@code text}, one sentence for each line and pattern. */
  static List<String> violations(String path, String text) {
    List<String> found = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      for (var forbidden : FORBIDDEN.entrySet()) {
        if (forbidden.getValue().matcher(lines.get(i)).find()) {
          found.add(
              "%s:%d: %s: %s".formatted(path, i + 1, forbidden.getKey(), lines.get(i).strip()));
        }
      }
    }
    return found;
  }
}
