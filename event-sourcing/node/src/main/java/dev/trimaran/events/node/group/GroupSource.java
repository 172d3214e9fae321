package dev.trimaran.events.node.group;

import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.group.ConsumerStrategy;
import dev.trimaran.events.core.group.GroupEvent;
import dev.trimaran.events.core.group.GroupInput;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.LinkReader;
import dev.trimaran.events.node.model.LinkTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a group is to tell: a stream, a stream of links, or {@code $all}. A group on {@code
 * $all} is not told what groups themselves write: it would never come to rest.
 */
final class GroupSource {

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int PAGE_BYTES = 1 << 20;
  private static final int SCANNED = 512;

  private final GroupDefinition definition;
  private final EventFilter filter;
  private final EventReader reader;
  private final LinkReader links;

  GroupSource(GroupDefinition definition, GroupPorts ports) {
    this.definition = definition;
    this.filter = definition.filter().compiled();
    this.reader = ports.reader();
    this.links = ports.links();
  }

  /** The last place that there is; -1: none. */
  long last() throws IOException {
    return last(definition.key(), reader, links);
  }

  static long last(GroupKey key, EventReader reader, LinkReader links) throws IOException {
    if (key.all()) {
      return reader.nextPosition() - 1;
    }
    return links.isLinkStream(key.stream())
        ? links.linkState(key.stream()).revision()
        : reader.state(key.stream()).revision();
  }

  /**
   * Reads on, or waits until there is something.
   *
   * @return null when it goes on no longer
   */
  GroupInput.@Nullable Page read(long from, int most, BooleanSupplier going)
      throws IOException, InterruptedException {
    while (going.getAsBoolean()) {
      long log = reader.nextPosition();
      GroupInput.Page page =
          definition.key().all()
              ? all(from, most)
              : links.isLinkStream(definition.key().stream())
                  ? linked(from, most)
                  : stream(from, most);
      if (page.next() > from) {
        return page;
      }
      reader.awaitBeyond(log, LOOK);
    }
    return null;
  }

  private GroupInput.Page all(long from, int most) throws IOException {
    // A sparse filter looks at more at once than it takes.
    EventReader.AllPage page = reader.readAll(from, Direction.FORWARDS, SCANNED, PAGE_BYTES);
    List<GroupEvent> events = new ArrayList<>();
    for (RecordedEvent event : page.events()) {
      if (filter.takes(event) && !GroupKey.isOfGroup(event.stream())) {
        events.add(resolved(event, event.position()));
        if (events.size() == most) {
          long next = event.position() + 1;
          return new GroupInput.Page(events, next, page.end() && next == page.next());
        }
      }
    }
    return new GroupInput.Page(events, page.next(), page.end());
  }

  private GroupInput.Page stream(long from, int most) throws IOException {
    EventReader.StreamPage page =
        reader.readStream(definition.key().stream(), from, Direction.FORWARDS, most, PAGE_BYTES);
    if (page.state().kind() != StreamState.Kind.LIVE) {
      return new GroupInput.Page(List.of(), from, true);
    }
    List<GroupEvent> events = new ArrayList<>(page.events().size());
    for (RecordedEvent event : page.events()) {
      events.add(resolved(event, event.revision()));
    }
    return new GroupInput.Page(events, Math.max(from, page.next()), page.end());
  }

  private GroupInput.Page linked(long from, int most) throws IOException {
    LinkReader.LinkPage page =
        links.readLinks(definition.key().stream(), from, Direction.FORWARDS, most, PAGE_BYTES);
    List<GroupEvent> events = new ArrayList<>(page.links().size());
    for (LinkReader.Link link : page.links()) {
      RecordedEvent record = link.record();
      boolean resolve = definition.settings().resolveLinks();
      events.add(
          new GroupEvent(
              record.event().id(),
              link.revision(),
              false,
              pin(link.target()),
              resolve ? link.target() : record,
              resolve ? record : null));
    }
    return new GroupInput.Page(events, Math.max(from, page.next()), page.end());
  }

  private GroupEvent resolved(RecordedEvent event, long place) throws IOException {
    boolean link = event.type().equals(LinkReader.Link.TYPE);
    if (!link
        || !(definition.settings().resolveLinks() || definition.settings().strategy().pinned())) {
      return new GroupEvent(event.event().id(), place, false, pin(event), event, null);
    }
    RecordedEvent target = target(event);
    String pin = pin(target == null ? event : target);
    return definition.settings().resolveLinks()
        ? new GroupEvent(event.event().id(), place, false, pin, target, event)
        : new GroupEvent(event.event().id(), place, false, pin, event, null);
  }

  /**
   * Parked messages, with the events that they point at.
   *
   * @param from place among the parked
   */
  GroupInput.ParkedPage parked(long from, int most) throws IOException {
    EventReader.StreamPage page =
        reader.readStream(definition.key().parked(), from, Direction.FORWARDS, most, PAGE_BYTES);
    List<GroupEvent> events = new ArrayList<>(page.events().size());
    for (RecordedEvent parked : page.events()) {
      RecordedEvent target = target(parked);
      if (target != null) {
        events.add(
            new GroupEvent(
                parked.event().id(), parked.revision(), true, pin(target), target, parked));
      }
    }
    long asked = page.end() || page.state().kind() != StreamState.Kind.LIVE ? from + most : from;
    return new GroupInput.ParkedPage(events, Math.max(asked, page.next()));
  }

  /** What a link points at; null when that is gone. */
  private @Nullable RecordedEvent target(RecordedEvent link) throws IOException {
    LinkTarget target = LinkTarget.parse(link.event().data());
    return target == null ? null : reader.event(target.stream(), target.revision());
  }

  private String pin(RecordedEvent event) {
    ConsumerStrategy strategy = definition.settings().strategy();
    if (!strategy.pinned()) {
      return "";
    }
    return strategy == ConsumerStrategy.PINNED
        ? event.stream()
        : GroupDocuments.correlation(event.event().metadata()).orElse(event.stream());
  }
}
