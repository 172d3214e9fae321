package dev.trimaran.cache.core.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The arguments of a command, read from its syntax as {@code key [EX seconds|PX milliseconds] [key
 * ...]}: words in brackets may be left out, a bar separates alternatives, words in capitals are
 * meant as they are, and what is repeated before {@code ...} may come several times.
 *
 * @param name of the argument
 * @param type as {@code COMMAND DOCS} names it
 * @param token the word in capitals before it, or itself; empty for none
 * @param optional whether it may be left out
 * @param multiple whether it may come several times
 * @param parts of a block, or alternatives
 */
record Syntax(
    String name,
    String type,
    String token,
    boolean optional,
    boolean multiple,
    List<Syntax> parts) {

  /** The arguments in their order. */
  static List<Syntax> parse(String text) {
    List<Syntax> all = new ArrayList<>();
    List<String> words = split(text.strip(), ' ');
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean bracket = word.startsWith("[") && word.endsWith("]");
      String inner = bracket ? word.substring(1, word.length() - 1) : word;
      boolean repeats = inner.endsWith(" ...");
      if (repeats) {
        inner = inner.substring(0, inner.length() - 4);
        int length = split(inner, ' ').size();
        if (ends(words.subList(0, i), split(inner, ' '))) {
          repeat(all, length);
          continue;
        }
      }
      boolean token = !bracket && isToken(inner) && !inner.contains("|");
      if (token && i + 1 < words.size() && isName(words.get(i + 1))) {
        inner = inner + " " + words.get(++i);
      }
      all.add(argument(inner, bracket, repeats));
    }
    return all;
  }

  private static boolean ends(List<String> words, List<String> with) {
    return words.size() >= with.size()
        && words.subList(words.size() - with.size(), words.size()).equals(with);
  }

  /** The last {@code length} arguments become one that comes several times. */
  private static void repeat(List<Syntax> all, int length) {
    int from = Math.max(0, all.size() - length);
    List<Syntax> parts = new ArrayList<>(all.subList(from, all.size()));
    all.subList(from, all.size()).clear();
    if (parts.size() == 1) {
      Syntax one = parts.get(0);
      all.add(new Syntax(one.name, one.type, one.token, one.optional, true, one.parts));
    } else {
      all.add(new Syntax("data", "block", "", false, true, parts));
    }
  }

  private static Syntax argument(String text, boolean optional, boolean multiple) {
    List<String> choices = split(text, '|');
    if (choices.size() > 1) {
      List<Syntax> parts = new ArrayList<>();
      choices.forEach(choice -> parts.add(argument(choice.strip(), false, false)));
      return new Syntax("choice", "oneof", "", optional, multiple, parts);
    }
    List<String> words = split(text, ' ');
    if (words.size() == 1 && text.startsWith("[")) {
      return argument(text.substring(1, text.length() - 1), true, multiple);
    }
    if (words.size() == 1) {
      return isToken(text)
          ? new Syntax(lower(text), "pure-token", text, optional, multiple, List.of())
          : new Syntax(text, type(text), "", optional, multiple, List.of());
    }
    if (words.size() == 2 && isToken(words.get(0)) && isName(words.get(1))) {
      String name = words.get(1);
      return new Syntax(name, type(name), words.get(0), optional, multiple, List.of());
    }
    boolean token = isToken(words.get(0));
    String rest = token ? text.substring(words.get(0).length() + 1) : text;
    String name = lower(words.get(0));
    return new Syntax(name, "block", token ? words.get(0) : "", optional, multiple, parse(rest));
  }

  private static boolean isToken(String word) {
    return !word.isEmpty()
        && word.equals(word.toUpperCase(Locale.ROOT))
        && !word.startsWith("[")
        && word.chars().anyMatch(Character::isLetter);
  }

  private static boolean isName(String word) {
    return !isToken(word) && !word.startsWith("[") && !word.contains("|");
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static String type(String name) {
    if (name.startsWith("unix-time")) {
      return "unix-time";
    }
    return switch (name) {
      case "key", "source", "destination", "newkey", "destkey" -> "key";
      case "pattern" -> "pattern";
      case "seconds",
          "milliseconds",
          "count",
          "numkeys",
          "index",
          "start",
          "stop",
          "offset",
          "cursor",
          "increment",
          "decrement",
          "end",
          "length",
          "rank",
          "maxlen" ->
          "integer";
      case "timeout", "score", "min", "max", "weight" -> "double";
      default -> "string";
    };
  }

  private static List<String> split(String text, char separator) {
    List<String> words = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char letter = i < text.length() ? text.charAt(i) : separator;
      depth += letter == '[' ? 1 : letter == ']' ? -1 : 0;
      if ((i == text.length() || depth == 0) && letter == separator) {
        if (i > from) {
          words.add(text.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }
}
