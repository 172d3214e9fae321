package dev.trimaran.events.node.storage;

import dev.trimaran.base.Checks;
import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import dev.trimaran.base.port.World;
import dev.trimaran.events.core.index.Journal;
import dev.trimaran.events.core.index.OpenSegment;
import dev.trimaran.events.core.index.Place;
import dev.trimaran.events.core.index.Segment;
import dev.trimaran.events.core.index.Term;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.node.model.IndexSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of this node's log. One thread adds events and publishes them in batches; any thread
 * reads the {@link #view}. The applier never waits for the disk: segments that are not in files yet
 * stay in memory, some 4 MiB each.
 */
public final class EventIndex implements IndexSink {

  private static final Logger LOG = LoggerFactory.getLogger(EventIndex.class);

  private final World world;
  private final IndexConfig config;
  private final IndexFiles files;
  private final Sealer sealer;
  private final RecentCommands recent;
  private final AtomicLong rewrites = new AtomicLong();
  private final Arrivals arrivals = new Arrivals();
  private final List<Addition> batch = new ArrayList<>();
  private long next;
  private volatile IndexView view;

  /**
   * Opens an empty index; {@link #restore} may fill it from files.
   *
   * @param failed told when a file cannot be written: the node is to stop
   */
  public EventIndex(World world, IndexConfig config, Consumer<IOException> failed) {
    this.world = world;
    this.config = config;
    this.files = new IndexFiles(world.disk(), config);
    this.recent = new RecentCommands(config.recentBytes());
    this.view = empty();
    this.sealer = new Sealer(world, config.identity(), this::sealed, failed);
  }

  /** What may be read; any thread. */
  public IndexView view() {
    return view;
  }

  /** By which a stream is asked for; any thread. */
  public long hash(String stream) {
    return config.hash().applyAsLong(stream);
  }

  /** The command of an entry when it is one of the latest, else null; any thread. */
  public @Nullable ByteBuffer recent(long entry) {
    return recent.get(entry);
  }

  /**
   * Forgets what the commands of entries were, for they were written anew without what was taken
   * away; any thread.
   *
   * @param last the last of them
   */
  public void forgetRecent(long last) {
    recent.removeThrough(last);
    rewrites.incrementAndGet();
  }

  /** How often commands were written anew; any thread. */
  public long rewrites() {
    return rewrites.get();
  }

  /**
   * Waits until there are events beyond a position; any thread.
   *
   * @return whether there are; false when the time was over first
   * @throws IOException when the index is closed
   */
  public boolean awaitBeyond(long position, Duration timeout)
      throws IOException, InterruptedException {
    return arrivals.awaitBeyond(position, timeout);
  }

  @Override
  public void recorded(long entry, byte[] command, List<RecordedEvent> events) {
    for (int number = 0; number < events.size(); number++) {
      RecordedEvent event = events.get(number);
      Checks.that(event.position() == next, "positions are gapless", event.position(), next);
      next++;
      batch.add(
          new Addition(
              new Place(entry, number, event.revision()),
              event.created(),
              config.hash().applyAsLong(event.stream()),
              Term.of(event)));
    }
    if (!events.isEmpty()) {
      recent.add(entry, command);
    }
  }

  @Override
  public void publish() {
    if (batch.isEmpty()) {
      return;
    }
    int added = 0;
    while (added < batch.size()) {
      MemorySegment newest = newest();
      added = newest.add(batch, added);
      if (newest.open().isFull()) {
        begin(newest.end());
        sealer.seal(newest);
      }
    }
    batch.clear();
    published();
    arrivals.published(next);
  }

  @Override
  public byte[] capture() {
    List<Segment<IOException>> segments = view.segments();
    List<byte[]> journals = new ArrayList<>();
    int bytes = 16;
    for (Segment<IOException> segment : segments) {
      if (segment instanceof MemorySegment memory) {
        byte[] journal = memory.journal();
        journals.add(journal);
        bytes += journal.length + 8;
      }
    }
    Encoder out = new Encoder(bytes);
    out.varint(journals.size());
    for (byte[] journal : journals) {
      out.bytes(ByteBuffer.wrap(journal));
    }
    byte[] captured = new byte[out.size()];
    out.toBuffer().get(captured);
    return captured;
  }

  @Override
  public boolean restore(long events, ByteBuffer captured) throws IOException {
    forget();
    try {
      load(events, captured);
      arrivals.published(events);
      return true;
    } catch (DecodeException e) {
      LOG.warn("the index is made again from the log, for {}", e.getMessage());
      reset();
      return false;
    }
  }

  @Override
  public void reset() throws IOException {
    forget();
    removeFrom(0);
  }

  /** Stops sealing and closes the files. */
  public void close() {
    arrivals.stop();
    sealer.stop();
    files.close();
  }

  private synchronized void forget() {
    sealer.reset();
    batch.clear();
    recent.clear();
    next = 0;
    view = empty();
  }

  private void load(long events, ByteBuffer captured) throws IOException, DecodeException {
    List<MemorySegment> memory = journals(captured);
    long inFiles = memory.getFirst().first();
    if (memory.getLast().end() != events) {
      throw new DecodeException("the checkpoint's index ends elsewhere", 0);
    }
    removeFrom(inFiles);
    List<Segment<IOException>> segments = new ArrayList<>();
    for (long first = 0; first < inFiles; first += config.segmentEvents()) {
      if (!world.disk().exists(Layout.path(first))) {
        throw new DecodeException("there is no " + Layout.path(first), 0);
      }
      try {
        segments.add(files.open(first));
      } catch (DecodeException e) {
        throw new DecodeException(Layout.path(first) + " is not sound: " + e.getMessage(), 0);
      }
    }
    segments.addAll(memory);
    loaded(segments, events);
    for (MemorySegment full : memory.subList(0, memory.size() - 1)) {
      sealer.seal(full);
    }
  }

  /** The segments that had no files at the checkpoint: full ones, and the newest. */
  private List<MemorySegment> journals(ByteBuffer captured) throws DecodeException {
    Decoder in = new Decoder(captured);
    int count = in.count(1);
    List<MemorySegment> memory = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      OpenSegment segment = Journal.replay(in.bytes(), config.segmentEvents());
      boolean follows = memory.isEmpty() || memory.getLast().end() == segment.first();
      boolean newest = i == count - 1;
      if (!follows || segment.first() % config.segmentEvents() != 0 || segment.isFull() == newest) {
        throw new DecodeException("the checkpoint's index is of segments of another size", 0);
      }
      memory.add(new MemorySegment(segment));
    }
    in.end();
    if (memory.isEmpty()) {
      throw new DecodeException("the checkpoint has no index", 0);
    }
    return memory;
  }

  /** Removes files of segments from a position on. */
  private void removeFrom(long position) throws IOException {
    for (String name : world.disk().list(Layout.DIRECTORY)) {
      if (Layout.isSegment(name) && Long.parseLong(name.substring(0, 20)) >= position) {
        files.delete(Long.parseLong(name.substring(0, 20)));
      }
    }
  }

  private MemorySegment newest() {
    return (MemorySegment) view.segments().getLast();
  }

  private synchronized void begin(long first) {
    List<Segment<IOException>> segments = new ArrayList<>(view.segments());
    segments.add(new MemorySegment(new OpenSegment(first, config.segmentEvents())));
    view = new IndexView(segments, config.segmentEvents(), view.next());
  }

  private synchronized void published() {
    view = new IndexView(view.segments(), config.segmentEvents(), next);
  }

  private synchronized void loaded(List<Segment<IOException>> segments, long events) {
    next = events;
    view = new IndexView(segments, config.segmentEvents(), events);
  }

  private IndexView empty() {
    return new IndexView(
        List.of(new MemorySegment(new OpenSegment(0, config.segmentEvents()))),
        config.segmentEvents(),
        0);
  }

  /** The file of a segment is durable: it takes the place of the one in memory. */
  private void sealed(long first) {
    Segment<IOException> file;
    try {
      files.forget(first);
      file = files.open(first);
    } catch (IOException | DecodeException e) {
      throw new IllegalStateException("an index file just written is not sound", e);
    }
    synchronized (this) {
      List<Segment<IOException>> segments = new ArrayList<>(view.segments());
      int number = (int) (first / config.segmentEvents());
      if (number < segments.size() - 1 && segments.get(number) instanceof MemorySegment) {
        segments.set(number, file);
        view = new IndexView(segments, config.segmentEvents(), view.next());
      }
    }
  }
}
