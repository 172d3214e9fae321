package dev.trimaran.events.core.model;

import java.util.List;

/**
 * Which events a decision depends on: those that match any item. Without items it matches all.
 *
 * @see <a href="https://dcb.events">Dynamic consistency boundary</a>
 */
public record EventQuery(List<Item> items) {

  public EventQuery {
    items = List.copyOf(items);
  }

  /**
   * Matches an event whose type is one of {@code types} (any type when empty) and that has all of
   * {@code tags}.
   */
  public record Item(List<String> types, List<String> tags) {
    public Item {
      types = List.copyOf(types);
      tags = List.copyOf(tags);
    }

    boolean matches(ProposedEvent event) {
      return (types.isEmpty() || types.contains(event.type())) && event.tags().containsAll(tags);
    }
  }

  /** Whether an event is one of those asked for. */
  public boolean matches(ProposedEvent event) {
    return items.isEmpty() || items.stream().anyMatch(item -> item.matches(event));
  }
}
