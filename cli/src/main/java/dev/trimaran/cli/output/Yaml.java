package dev.trimaran.cli.output;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the trees that {@link Json} writes as a block of YAML; strings are quoted as in JSON. */
public final class Yaml {

  private Yaml() {}

  /** Ends with a line break. */
  public static String write(@Nullable Object data) {
    StringBuilder into = new StringBuilder();
    if (isBlock(data)) {
      appendBlock(into, data, 0);
    } else {
      into.append(Json.write(data)).append('\n');
    }
    return into.toString();
  }

  private static boolean isBlock(@Nullable Object data) {
    return data instanceof Map<?, ?> map && !map.isEmpty()
        || data instanceof List<?> list && !list.isEmpty();
  }

  private static void appendBlock(StringBuilder into, @Nullable Object data, int depth) {
    if (data instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        into.append("  ".repeat(depth)).append(key(String.valueOf(key))).append(':');
        appendValue(into, value, depth + 1);
      });
    } else if (data instanceof List<?> list) {
      for (Object item : list) {
        into.append("  ".repeat(depth)).append('-');
        appendItem(into, item, depth + 1);
      }
    }
  }

  private static void appendValue(StringBuilder into, @Nullable Object value, int depth) {
    if (isBlock(value)) {
      into.append('\n');
      appendBlock(into, value, depth);
    } else {
      into.append(' ').append(Json.write(value)).append('\n');
    }
  }

  /** The first line of an item stands behind its dash. */
  private static void appendItem(StringBuilder into, @Nullable Object item, int depth) {
    if (isBlock(item)) {
      StringBuilder block = new StringBuilder();
      appendBlock(block, item, depth);
      into.append(' ').append(block.substring(2 * depth));
    } else {
      into.append(' ').append(Json.write(item)).append('\n');
    }
  }

  private static String key(String key) {
    return key.matches("[A-Za-z_][A-Za-z0-9_]*") ? key : Json.write(key);
  }
}
