package dev.trimaran.events.core.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.List;

/** Chooses events by the name of their stream or by their type. */
public sealed interface EventFilter {

  /** Takes every event. */
  EventFilter ALL = new All();

  /** What of an event is looked at. */
  enum Subject {
    STREAM,
    TYPE;

    String of(RecordedEvent event) {
      return this == STREAM ? event.stream() : event.type();
    }
  }

  boolean takes(RecordedEvent event);

  /** Every event. */
  record All() implements EventFilter {
    @Override
    public boolean takes(RecordedEvent event) {
      return true;
    }
  }

  /** Those that begin with one of some words. */
  record Prefix(Subject subject, List<String> prefixes) implements EventFilter {
    public Prefix {
      prefixes = List.copyOf(prefixes);
    }

    @Override
    public boolean takes(RecordedEvent event) {
      String text = subject.of(event);
      for (String prefix : prefixes) {
        if (text.startsWith(prefix)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Those in which a regular expression is found. RE2's expressions take time in proportion to the
   * text, whatever the expression: they have neither back references nor look-around.
   */
  record Regex(Subject subject, Pattern pattern) implements EventFilter {

    /** Longer expressions are refused. */
    public static final int LONGEST = 4_096;

    @Override
    public boolean takes(RecordedEvent event) {
      return pattern.matcher(subject.of(event)).find();
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    public static Regex of(Subject subject, String expression) {
      if (expression.length() > LONGEST) {
        throw new IllegalArgumentException(
            "a regular expression has up to "
                + LONGEST
                + " characters, not "
                + expression.length());
      }
      try {
        return new Regex(subject, Pattern.compile(expression));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "the regular expression " + expression + " is not one of RE2: " + e.getDescription(),
            e);
      }
    }
  }
}
