package dev.trimaran.cache.core.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the engine has seen since its start, or since {@code CONFIG RESETSTAT}. */
public final class Counters {

  private static final int MOST_ERRORS = 128;

  private final Map<String, Long> errors = new TreeMap<>();
  private final Lags lags = new Lags();
  private final Map<String, LongSupplier> figures = new LinkedHashMap<>();
  private final Map<String, Supplier<Map<String, String>>> sections = new TreeMap<>();
  private final List<Runnable> resets = new ArrayList<>();
  private long commands;
  private long errorCount;

  public void ran() {
    commands++;
  }

  /** An error was answered; counted by the word it begins with. */
  public void error(String text) {
    errorCount++;
    int end = text.indexOf(' ');
    String prefix = end < 0 ? text : text.substring(0, end);
    if (errors.size() < MOST_ERRORS || errors.containsKey(prefix)) {
      errors.merge(prefix, 1L, Long::sum);
    }
  }

  /** A key expired so long after its deadline. */
  public void expired(long lateMs) {
    lags.add(lateMs);
  }

  /** Milliseconds that so many of a hundred keys did not expire later than. */
  public long expiryLag(double percent) {
    return lags.percentile(percent);
  }

  /** Milliseconds that the latest key expired after its deadline. */
  public long longestExpiryLag() {
    return lags.longest();
  }

  /** A field of {@code INFO}'s section {@code trimaran} that is counted elsewhere. */
  public void figure(String field, LongSupplier source) {
    figures.put(field, source);
  }

  /** A section of {@code INFO} that is written elsewhere: its lines' fields and values. */
  public void section(String name, Supplier<Map<String, String>> lines) {
    sections.put(name, lines);
  }

  /** The sections that are written elsewhere, by name. */
  Map<String, Supplier<Map<String, String>>> sections() {
    return sections;
  }

  /** Runs at {@link #reset} too. */
  public void onReset(Runnable also) {
    resets.add(also);
  }

  /** What is counted elsewhere, in the order in which it was named. */
  Map<String, LongSupplier> figures() {
    return figures;
  }

  public long commands() {
    return commands;
  }

  public long errorCount() {
    return errorCount;
  }

  public Map<String, Long> errors() {
    return Map.copyOf(errors);
  }

  public void reset() {
    commands = 0;
    errorCount = 0;
    errors.clear();
    lags.clear();
    resets.forEach(Runnable::run);
  }
}
