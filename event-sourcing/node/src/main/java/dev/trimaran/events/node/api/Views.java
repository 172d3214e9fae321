package dev.trimaran.events.node.api;

import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.LinkReader;
import java.io.IOException;
import java.util.List;

/**
 * What a client may name: streams, the system's streams of links, which nobody wrote, and indexes,
 * which are named by a filter of one prefix.
 */
final class Views {

  private static final String INDEX = "$idx-";

  private final EventReader reader;
  private final LinkReader links;
  private final ApiConfig config;

  Views(EventServices services) {
    this.reader = services.reader();
    this.links = services.links();
    this.config = services.config();
  }

  /** What a stream is now. */
  StreamState state(String stream) throws IOException {
    return links.isLinkStream(stream) ? links.linkState(stream) : reader.state(stream);
  }

  /** A page of a stream; links as the events that they are. */
  EventReader.StreamPage stream(String stream, long from, Direction direction, int most)
      throws IOException {
    if (!links.isLinkStream(stream)) {
      return reader.readStream(stream, from, direction, most, config.pageBytes());
    }
    LinkReader.LinkPage page = links.readLinks(stream, from, direction, most, config.pageBytes());
    List<RecordedEvent> events = page.links().stream().map(LinkReader.Link::record).toList();
    return new EventReader.StreamPage(page.state(), events, page.next(), 0, page.end());
  }

  /** A page of {@code $all}, or of the index that a filter names. */
  EventReader.AllPage all(EventFilter filter, long from, Direction direction, int most)
      throws IOException {
    String index = index(filter);
    return index.isEmpty()
        ? reader.readAll(from, direction, most, config.pageBytes())
        : links.readIndex(index, from, direction, most, config.pageBytes());
  }

  /** What is left to do for a filter when its events have been read by {@link #all}. */
  EventFilter rest(EventFilter filter) {
    return index(filter).isEmpty()
        ? filter
        : new EventFilter.Matching(EventFilter.Subject.STREAM, _ -> true);
  }

  private String index(EventFilter filter) {
    if (filter instanceof EventFilter.Prefix(EventFilter.Subject subject, List<String> names)
        && subject == EventFilter.Subject.STREAM
        && names.size() == 1
        && names.getFirst().startsWith(INDEX)
        && links.isIndex(names.getFirst())) {
      return names.getFirst();
    }
    return "";
  }
}
