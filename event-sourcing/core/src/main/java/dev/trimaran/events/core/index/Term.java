package dev.trimaran.events.core.index;

import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that events have in common and are found by.
 *
 * @param name empty where the kind says all
 */
public record Term(Kind kind, String name) {

  /** In what way they are alike. The order is part of the file format. */
  public enum Kind {
    /** The event's type. */
    TYPE,
    /** The stream's name up to its first {@code -}; streams of the system have none. */
    CATEGORY,
    /** One of its tags. */
    TAG,
    /** First events of streams; those of streams of metadata left out. */
    STREAM_START,
    /** Events of users: neither the type nor the stream begins with {@code $}. */
    ORDINARY
  }

  public static final Term STREAM_START = new Term(Kind.STREAM_START, "");
  public static final Term ORDINARY = new Term(Kind.ORDINARY, "");

  public static Term type(String type) {
    return new Term(Kind.TYPE, type);
  }

  public static Term category(String category) {
    return new Term(Kind.CATEGORY, category);
  }

  public static Term tag(String tag) {
    return new Term(Kind.TAG, tag);
  }

  /** The terms of an event, each once. */
  public static List<Term> of(RecordedEvent event) {
    String stream = event.stream();
    boolean system = StreamNames.isSystem(stream);
    List<Term> terms = new ArrayList<>(4);
    terms.add(type(event.type()));
    String category = StreamNames.category(stream);
    if (!category.isEmpty() && !system) {
      terms.add(category(category));
    }
    if (event.revision() == 0 && !StreamNames.isMetadata(stream)) {
      terms.add(STREAM_START);
    }
    if (!system && !event.type().startsWith("$")) {
      terms.add(ORDINARY);
    }
    for (String tag : event.event().tags()) {
      Term term = tag(tag);
      if (!terms.contains(term)) {
        terms.add(term);
      }
    }
    return terms;
  }

  /** The hash by which the term is found in a file. */
  long hash() {
    return Hashes.text(kind.ordinal() + 1, name);
  }
}
