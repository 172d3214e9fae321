package dev.trimaran.events.node.model;

import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import java.io.IOException;
import java.util.List;

/**
 * The system's streams of links, answered from the index: nobody writes links, and the log holds
 * none. {@code $ce-<category>}, {@code $et-<type>} and {@code $streams} are read by revision,
 * {@code $idx-all}, {@code $idx-ce-<category>} and {@code $idx-et-<type>} by position.
 */
public interface LinkReader {

  /** Whether a stream is one of those that are read by revision. */
  boolean isLinkStream(String stream);

  /** Whether a name is one of those that are read by position. */
  boolean isIndex(String name);

  /** Live with the revision of the last link, or absent. */
  StreamState linkState(String stream) throws IOException;

  /**
   * Reads a stream of links. Links to scavenged events are left out, the others keep their
   * revisions.
   *
   * @param from revision, inclusive, both ways; backwards from {@code Long.MAX_VALUE} begins at the
   *     end
   * @param maxEvents to read, before any is left out
   * @param maxBytes of data and metadata; one event is given however large
   */
  LinkPage readLinks(String stream, long from, Direction direction, int maxEvents, int maxBytes)
      throws IOException;

  /**
   * Reads an index.
   *
   * @param from position, inclusive, both ways, as for {@link EventReader#readAll}
   * @return what {@link EventReader#readAll} gives, without the events that are not of the index
   */
  EventReader.AllPage readIndex(
      String name, long from, Direction direction, int maxEvents, int maxBytes) throws IOException;

  /**
   * A piece of a stream of links.
   *
   * @param next the revision to read on from; -1 beyond the start
   * @param end whether nothing is left in this direction, as of now
   */
  record LinkPage(StreamState state, List<Link> links, long next, boolean end) {
    public LinkPage {
      links = List.copyOf(links);
    }
  }

  /**
   * An event as one of a stream of links.
   *
   * @param stream that was read
   * @param revision in it
   * @param target the event linked to
   */
  record Link(String stream, long revision, RecordedEvent target) {

    /** The type of links. */
    public static final String TYPE = "$>";

    /** The event that KurrentDB would have written; its id follows from the target's. */
    public RecordedEvent record() {
      EventId id = target.event().id();
      byte[] data = new LinkTarget(target.stream(), target.revision()).encode();
      ProposedEvent link =
          new ProposedEvent(
              new EventId(id.most() ^ stream.hashCode(), Long.rotateLeft(id.least(), 1) ^ revision),
              TYPE,
              ContentType.BINARY,
              data,
              new byte[0],
              List.of());
      return new RecordedEvent(target.position(), stream, revision, target.created(), link);
    }
  }
}
