package dev.trimaran.events.core.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The consumers of a group, and which of them gets a message.
 *
 * <p>Pinned messages go where the highest of the hashes of (pin, consumer) is: a consumer that
 * comes or goes moves no pins but its own. While a pin has messages in flight it stays where they
 * are, so that two consumers never have messages of one pin at a time.
 */
final class Consumers {

  private final ConsumerStrategy strategy;
  private final Map<Long, Consumer> consumers = new LinkedHashMap<>();

  /** In turn; the first is next. */
  private final List<Consumer> turn = new ArrayList<>();

  private final Map<String, Pin> pins = new HashMap<>();
  private int inFlight;
  private int room;

  Consumers(ConsumerStrategy strategy) {
    this.strategy = strategy;
  }

  /** Where the messages of a pin are that are in flight. */
  private static final class Pin {
    final Consumer consumer;
    int messages;

    Pin(Consumer consumer) {
      this.consumer = consumer;
    }
  }

  int size() {
    return consumers.size();
  }

  int inFlight() {
    return inFlight;
  }

  Collection<Consumer> all() {
    return consumers.values();
  }

  @Nullable Consumer get(long number) {
    return consumers.get(number);
  }

  void add(Consumer consumer) {
    consumers.put(consumer.number, consumer);
    turn.add(consumer);
    room += consumer.buffer;
  }

  /** Its messages are to be released before. */
  void remove(Consumer consumer) {
    consumers.remove(consumer.number);
    turn.remove(consumer);
    room -= consumer.buffer;
  }

  /** Whether any message can be given to any consumer. */
  boolean anyRoom() {
    if (room == 0) {
      return false;
    }
    return strategy != ConsumerStrategy.DISPATCH_TO_SINGLE || turn.getFirst().hasRoom();
  }

  /** Who is to have a message now; null when it has to wait. */
  @Nullable Consumer choose(Message message) {
    return switch (strategy) {
      case DISPATCH_TO_SINGLE -> turn.getFirst().hasRoom() ? turn.getFirst() : null;
      case ROUND_ROBIN -> inTurn();
      case PINNED, PINNED_BY_CORRELATION -> pinned(message.event.pin());
    };
  }

  private @Nullable Consumer inTurn() {
    for (int i = 0; i < turn.size(); i++) {
      Consumer next = turn.removeFirst();
      turn.addLast(next);
      if (next.hasRoom()) {
        return next;
      }
    }
    return null;
  }

  private @Nullable Consumer pinned(String pin) {
    Pin held = pins.get(pin);
    Consumer consumer = held == null ? highest(pin) : held.consumer;
    return consumer.hasRoom() ? consumer : null;
  }

  private Consumer highest(String pin) {
    long hash = mix(pin.hashCode());
    Consumer best = turn.getFirst();
    long highest = Long.MIN_VALUE;
    for (Consumer consumer : consumers.values()) {
      long weight = mix(hash ^ mix(consumer.number));
      if (weight > highest) {
        highest = weight;
        best = consumer;
      }
    }
    return best;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  void give(Message message, Consumer to) {
    message.deliveredTo(to);
    to.has.add(message);
    to.total++;
    to.recent++;
    inFlight++;
    room--;
    if (strategy.pinned()) {
      pins.computeIfAbsent(message.event.pin(), _ -> new Pin(to)).messages++;
    }
  }

  /** Takes a message from the consumer that has it, if one has. */
  void release(Message message) {
    Consumer consumer = message.consumer;
    if (consumer == null) {
      return;
    }
    message.consumer = null;
    consumer.has.remove(message);
    inFlight--;
    room++;
    Pin pin = pins.get(message.event.pin());
    if (strategy.pinned() && pin != null && --pin.messages == 0) {
      pins.remove(message.event.pin());
    }
  }
}
