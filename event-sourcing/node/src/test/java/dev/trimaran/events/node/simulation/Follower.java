package dev.trimaran.events.node.simulation;

import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.model.EventReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Follows {@code $all}, now on this node and now on that one. */
final class Follower {

  final List<RecordedEvent> events = new ArrayList<>();

  /** Reads on from where it is; a node that lags has nothing new. */
  void read(EventNode node, int pages) {
    EventReader reader = node.reader();
    for (int i = 0; i < pages && reader.nextPosition() > events.size(); i++) {
      try {
        events.addAll(reader.readAll(events.size(), Direction.FORWARDS, 7, 1000).events());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** All events of a node. */
  static List<RecordedEvent> all(EventNode node) {
    Follower follower = new Follower();
    follower.read(node, Integer.MAX_VALUE);
    return follower.events;
  }
}
