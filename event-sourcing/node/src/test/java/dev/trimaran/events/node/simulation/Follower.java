package dev.trimaran.events.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.subscription.AllSubscription;
import dev.trimaran.events.core.subscription.SubscriptionSink;
import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventReader.AllPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Subscribes to {@code $all}, now on this node and now on that one: each time from the last that it
 * was told. Rows 2, 3, 4 and 11 of the failure catalogue.
 */
final class Follower implements SubscriptionSink {

  /** A checkpoint, and how many events had been told before it. */
  private record Mark(long position, int told) {}

  private final EventFilter filter;
  private final Set<PlantedBug> bugs;
  private final List<RecordedEvent> told = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private AllSubscription subscription;
  private long seen = -1;
  private int caughtUp;

  Follower(EventFilter filter, Set<PlantedBug> bugs) {
    this.filter = filter;
    this.bugs = bugs;
    this.subscription = new AllSubscription(-1, filter, 10, bugs);
  }

  /** The connection was lost. */
  void reconnect() {
    subscription = new AllSubscription(seen, filter, 10, bugs);
  }

  /** Reads on from where it is; a node that lags has nothing new. */
  void read(EventNode node, int pages) {
    EventReader reader = node.reader();
    for (int i = 0; i < pages && reader.nextPosition() > subscription.next(); i++) {
      AllPage page = page(reader, subscription.next());
      subscription.page(page.events(), page.next(), reader.nextPosition(), this);
    }
  }

  private static AllPage page(EventReader reader, long from) {
    try {
      return reader.readAll(from, Direction.FORWARDS, 7, 1000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All events of a node, read without a subscription. */
  static List<RecordedEvent> all(EventNode node) {
    List<RecordedEvent> events = new ArrayList<>();
    while (events.size() < node.reader().nextPosition()) {
      events.addAll(page(node.reader(), events.size()).events());
    }
    return events;
  }

  @Override
  public void event(RecordedEvent event) {
    told.add(event);
    seen = event.position();
  }

  @Override
  public void checkpoint(long position) {
    marks.add(new Mark(position, told.size()));
    seen = Math.max(seen, position);
  }

  @Override
  public void caughtUp(long last) {
    caughtUp++;
  }

  @Override
  public void fellBehind(long last) {}

  /** It was told what it asked for, all of it, once, in order; no checkpoint was ahead. */
  void check(List<RecordedEvent> log) {
    List<Long> asked = log.stream().filter(filter::takes).map(RecordedEvent::position).toList();
    assertThat(told.stream().map(RecordedEvent::position).toList())
        .isEqualTo(asked.subList(0, told.size()));
    for (Mark mark : marks) {
      assertThat(asked.stream().filter(position -> position <= mark.position()).count())
          .as("told before the checkpoint at " + mark.position())
          .isEqualTo(mark.told());
    }
    assertThat(caughtUp).isPositive();
  }
}
