package dev.trimaran.cache.core.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code client-output-buffer-limit}: for each class of clients a hard limit and a
 * soft one in bytes, and for how many seconds the soft one may be exceeded.
 */
public final class OutputLimits {

  /** Redis's. */
  public static final String USUAL =
      "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60";

  private static final Map<String, String> CLASSES =
      Map.of("normal", "normal", "slave", "slave", "replica", "slave", "pubsub", "pubsub");

  private OutputLimits() {}

  /**
   * Changes the classes that are named, and leaves the others.
   *
   * @param current in its normal form, as this returns it
   * @throws IllegalArgumentException when {@code change} is none; the message is Redis's
   */
  public static String merge(String current, String change) {
    Map<String, String> limits = new LinkedHashMap<>();
    String[] old = current.split(" ");
    for (int i = 0; i < old.length; i += 4) {
      limits.put(old[i], String.join(" ", old[i + 1], old[i + 2], old[i + 3]));
    }
    String[] words = change.isEmpty() ? new String[0] : change.split(" ", -1);
    if (words.length % 4 != 0) {
      throw new IllegalArgumentException(
          "Wrong number of arguments in buffer limit configuration.");
    }
    for (int i = 0; i < words.length; i += 4) {
      String named = CLASSES.get(words[i].toLowerCase(Locale.ROOT));
      if (named == null) {
        throw new IllegalArgumentException(
            "Invalid client class specified in buffer limit configuration.");
      }
      limits.put(named, limit(words[i + 1], words[i + 2], words[i + 3]));
    }
    StringBuilder text = new StringBuilder();
    limits.forEach((named, limit) ->
        text.append(text.isEmpty() ? "" : " ").append(named).append(' ').append(limit));
    return text.toString();
  }

  private static String limit(String hard, String soft, String seconds) {
    if (!seconds.matches("\\d{1,9}")) {
      throw malformed(null);
    }
    try {
      return MemorySize.parse(hard)
          + " "
          + MemorySize.parse(soft)
          + " "
          + Integer.parseInt(seconds);
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private static IllegalArgumentException malformed(@Nullable Throwable cause) {
    return new IllegalArgumentException(
        "Error in hard, soft or soft_seconds setting in buffer limit configuration.", cause);
  }
}
