package dev.trimaran.events.node.read;

import dev.trimaran.base.Checks;
import dev.trimaran.events.core.index.Term;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.Heads;
import dev.trimaran.events.node.model.LinkReader;
import dev.trimaran.events.node.storage.EventIndex;
import dev.trimaran.raft.node.LogReader;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads events and links by the index and the log of this node. */
public final class LogEventReader implements EventReader, LinkReader {

  private static final String BY_CATEGORY = "$ce-";
  private static final String BY_TYPE = "$et-";
  private static final String STREAMS = "$streams";
  private static final String INDEX_ALL = "$idx-all";
  private static final String INDEX_BY_CATEGORY = "$idx-ce-";
  private static final String INDEX_BY_TYPE = "$idx-et-";

  private final EventIndex index;
  private final Heads heads;
  private final AllReads all;
  private final StreamReads byStream;
  private final LinkReads links;

  /**
   * @param log of the group, which is kept
   * @param nowMillis the wall clock, since 1970, for {@code $maxAge}
   */
  public LogEventReader(EventIndex index, Heads heads, LogReader log, LongSupplier nowMillis) {
    EventFetcher fetcher = new EventFetcher(index, log);
    this.index = index;
    this.heads = heads;
    this.all = new AllReads(fetcher);
    this.byStream = new StreamReads(index, heads, fetcher, nowMillis);
    this.links = new LinkReads(fetcher);
  }

  @Override
  public long nextPosition() {
    return index.view().next();
  }

  @Override
  public boolean awaitBeyond(long position, Duration timeout)
      throws IOException, InterruptedException {
    return index.awaitBeyond(position, timeout);
  }

  @Override
  public StreamState state(String stream) {
    return heads.head(stream).state();
  }

  @Override
  public AllPage readAll(long from, Direction direction, int maxEvents, int maxBytes)
      throws IOException {
    check(from, maxEvents, maxBytes);
    return switch (direction) {
      case FORWARDS -> all.forwards(index.view(), from, maxEvents, maxBytes);
      case BACKWARDS -> all.backwards(index.view(), from, maxEvents, maxBytes);
    };
  }

  @Override
  public StreamPage readStream(
      String stream, long from, Direction direction, int maxEvents, int maxBytes)
      throws IOException {
    check(from, maxEvents, maxBytes);
    return byStream.read(new StreamReads.Question(stream, from, direction, maxEvents, maxBytes));
  }

  @Override
  public @Nullable RecordedEvent event(String stream, long revision) throws IOException {
    return byStream.event(stream, revision);
  }

  @Override
  public boolean isLinkStream(String stream) {
    return linked(stream) != null;
  }

  @Override
  public boolean isIndex(String name) {
    return indexed(name) != null;
  }

  @Override
  public StreamState linkState(String stream) throws IOException {
    Term term = linked(stream);
    return term == null ? StreamState.ABSENT : links.state(index.view(), term);
  }

  @Override
  public LinkPage readLinks(
      String stream, long from, Direction direction, int maxEvents, int maxBytes)
      throws IOException {
    check(from, maxEvents, maxBytes);
    return links.byRevision(
        index.view(),
        new LinkReads.Question(
            stream, known(linked(stream)), from, direction, maxEvents, maxBytes));
  }

  @Override
  public AllPage readIndex(String name, long from, Direction direction, int maxEvents, int maxBytes)
      throws IOException {
    check(from, maxEvents, maxBytes);
    return links.byPosition(
        index.view(),
        new LinkReads.Question(name, known(indexed(name)), from, direction, maxEvents, maxBytes));
  }

  private static @Nullable Term linked(String stream) {
    if (stream.startsWith(BY_CATEGORY)) {
      return Term.category(stream.substring(BY_CATEGORY.length()));
    }
    if (stream.startsWith(BY_TYPE)) {
      return Term.type(stream.substring(BY_TYPE.length()));
    }
    return stream.equals(STREAMS) ? Term.STREAM_START : null;
  }

  private static @Nullable Term indexed(String name) {
    if (name.startsWith(INDEX_BY_CATEGORY)) {
      return Term.category(name.substring(INDEX_BY_CATEGORY.length()));
    }
    if (name.startsWith(INDEX_BY_TYPE)) {
      return Term.type(name.substring(INDEX_BY_TYPE.length()));
    }
    return name.equals(INDEX_ALL) ? Term.ORDINARY : null;
  }

  private static Term known(@Nullable Term term) {
    if (term == null) {
      throw new IllegalArgumentException("the name is not one that the index answers");
    }
    return term;
  }

  private static void check(long from, int maxEvents, int maxBytes) {
    Checks.argument(from >= 0, "one reads from 0 or more");
    Checks.argument(maxEvents > 0 && maxBytes > 0, "the limits are positive");
  }
}
