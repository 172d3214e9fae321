package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.outliers.BigKey;
import dev.trimaran.cache.core.outliers.HotKey;
import dev.trimaran.cache.core.text.Quoted;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code INFO hotkeys} tells: the keys that stand out most. */
final class OutlierFigures {

  private static final int MOST = 5;
  private static final int SHOWN_BYTES = 128;

  private OutlierFigures() {}

  static void register(Observation observation, Databases databases) {
    observation.counters.onReset(observation.hotKeys::clear);
    observation.counters.section("hotkeys", () -> lines(observation, databases.now()));
  }

  private static Map<String, String> lines(Observation observation, long nowMs) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("hotkeys_sample", Integer.toString(observation.hotKeys.sample()));
    int hot = 0;
    for (HotKey each : observation.hotKeys.hottest(MOST, nowMs)) {
      lines.put(
          "hot_key_" + ++hot,
          String.format(
              Locale.ROOT,
              "db=%d,ops_per_second=%d,percent=%.2f,key=%s",
              each.database(),
              each.perSecond(),
              each.percent(),
              shown(each.key())));
    }
    int big = 0;
    for (BigKey each : observation.bigKeys.biggest(MOST, false)) {
      lines.put(
          "big_key_" + ++big,
          "db=%d,type=%s,bytes=%d,elements=%d,key=%s"
              .formatted(
                  each.database(),
                  each.type().text(),
                  each.bytes(),
                  each.elements(),
                  shown(each.key())));
    }
    return lines;
  }

  /** In quotes, a long one up to where it is cut. */
  private static String shown(byte[] key) {
    return Quoted.of(key.length <= SHOWN_BYTES ? key : Arrays.copyOf(key, SHOWN_BYTES));
  }
}
