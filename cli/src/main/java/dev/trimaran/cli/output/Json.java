package dev.trimaran.cli.output;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree of maps, lists, strings, numbers and booleans as one line of JSON. A library would
 * do as well, but loading one takes longer than the rest of a command.
 */
public final class Json {

  private Json() {}

  public static String write(@Nullable Object data) {
    StringBuilder into = new StringBuilder();
    append(into, data);
    return into.toString();
  }

  private static void append(StringBuilder into, @Nullable Object data) {
    switch (data) {
      case null -> into.append("null");
      case Map<?, ?> map -> appendMap(into, map);
      case List<?> list -> appendList(into, list);
      case Number number -> into.append(number);
      case Boolean truth -> into.append(truth);
      default -> appendString(into, data.toString());
    }
  }

  private static void appendMap(StringBuilder into, Map<?, ?> map) {
    into.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<?, ?> entry = i.next();
      appendString(into, String.valueOf(entry.getKey()));
      into.append(':');
      append(into, entry.getValue());
      into.append(i.hasNext() ? "," : "");
    }
    into.append('}');
  }

  private static void appendList(StringBuilder into, List<?> list) {
    into.append('[');
    for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
      append(into, i.next());
      into.append(i.hasNext() ? "," : "");
    }
    into.append(']');
  }

  static void appendString(StringBuilder into, String text) {
    into.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> into.append("\\\"");
        case '\\' -> into.append("\\\\");
        case '\n' -> into.append("\\n");
        case '\r' -> into.append("\\r");
        case '\t' -> into.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f || Character.isSurrogate(c) && !isPaired(text, i)) {
            into.append("\\u%04x".formatted((int) c));
          } else {
            into.append(c);
          }
        }
      }
    }
    into.append('"');
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
