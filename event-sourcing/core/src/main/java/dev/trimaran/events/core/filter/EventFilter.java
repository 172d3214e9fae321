package dev.trimaran.events.core.filter;

import dev.trimaran.events.core.model.RecordedEvent;
import java.util.List;
import java.util.function.Predicate;

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
   * Those whose name or type passes a test, as that a regular expression is found in it. Who hands
   * it in sees to it that it takes time in proportion to the text.
   */
  record Matching(Subject subject, Predicate<String> test) implements EventFilter {
    @Override
    public boolean takes(RecordedEvent event) {
      return test.test(subject.of(event));
    }
  }
}
