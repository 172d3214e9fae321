package dev.trimaran.events.node.group;

import com.google.re2j.Pattern;
import dev.trimaran.events.core.filter.EventFilter;
import java.util.List;

/** Which events of {@code $all} a group is told, as it is remembered. */
public sealed interface GroupFilter {

  /** All of them. */
  GroupFilter ALL = new All();

  /** The same, ready to be asked. */
  EventFilter compiled();

  /** Every event. */
  record All() implements GroupFilter {
    @Override
    public EventFilter compiled() {
      return EventFilter.ALL;
    }
  }

  /** Those that begin with one of some words. */
  record Prefix(EventFilter.Subject subject, List<String> prefixes) implements GroupFilter {
    public Prefix {
      prefixes = List.copyOf(prefixes);
    }

    @Override
    public EventFilter compiled() {
      return new EventFilter.Prefix(subject, prefixes);
    }
  }

  /**
   * Those in which one of RE2's regular expressions is found.
   *
   * @param expression found to be one before
   */
  record Regex(EventFilter.Subject subject, String expression) implements GroupFilter {
    @Override
    public EventFilter compiled() {
      Pattern pattern = Pattern.compile(expression);
      return new EventFilter.Matching(subject, text -> pattern.matcher(text).find());
    }
  }
}
