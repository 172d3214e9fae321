package dev.trimaran.cache.core.notification;

import dev.trimaran.cache.core.model.KeyEvent;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which events are published, and on which channels ({@code notify-keyspace-events}): {@code K} by
 * key, {@code E} by event, a letter for each class, {@code A} for all classes but misses and new
 * keys.
 *
 * @param byKey on {@code __keyspace@0__:key}
 * @param byEvent on {@code __keyevent@0__:event}
 * @param classes that are published
 */
public record EventClasses(boolean byKey, boolean byEvent, Set<KeyEvent> classes) {

  /** Nothing is published: the default. */
  public static final EventClasses NONE = new EventClasses(false, false, Set.of());

  private static final Set<KeyEvent> ALL =
      EnumSet.complementOf(EnumSet.of(KeyEvent.MISS, KeyEvent.NEW));

  public EventClasses {
    classes = Set.copyOf(classes);
  }

  /** From its letters; nothing where one is unknown. */
  public static Optional<EventClasses> parse(String letters) {
    boolean byKey = false;
    boolean byEvent = false;
    EnumSet<KeyEvent> classes = EnumSet.noneOf(KeyEvent.class);
    for (char letter : letters.toCharArray()) {
      switch (letter) {
        case 'K' -> byKey = true;
        case 'E' -> byEvent = true;
        case 'A' -> classes.addAll(ALL);
        default -> {
          Optional<KeyEvent> kind = ofLetter(letter);
          if (kind.isEmpty()) {
            return Optional.empty();
          }
          classes.add(kind.get());
        }
      }
    }
    return Optional.of(new EventClasses(byKey, byEvent, classes));
  }

  private static Optional<KeyEvent> ofLetter(char letter) {
    for (KeyEvent kind : KeyEvent.values()) {
      if (kind.letter() == letter) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether events of a class are published at all. */
  boolean publishes(KeyEvent kind) {
    return (byKey || byEvent) && classes.contains(kind);
  }

  /** Its letters, in Redis's order. */
  public String text() {
    StringBuilder text = new StringBuilder();
    boolean all = classes.containsAll(ALL);
    if (all) {
      text.append('A');
    }
    for (KeyEvent kind : KeyEvent.values()) {
      if (classes.contains(kind) && kind != KeyEvent.MISS && !(all && ALL.contains(kind))) {
        text.append(kind.letter());
      }
    }
    text.append(byKey ? "K" : "").append(byEvent ? "E" : "");
    return text.append(classes.contains(KeyEvent.MISS) ? "m" : "").toString();
  }
}
