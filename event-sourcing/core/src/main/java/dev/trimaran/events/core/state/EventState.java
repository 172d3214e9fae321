package dev.trimaran.events.core.state;

import dev.trimaran.base.Checks;
import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import dev.trimaran.events.core.append.Deduplication;
import dev.trimaran.events.core.append.Expectations;
import dev.trimaran.events.core.codec.CommandCodec;
import dev.trimaran.events.core.condition.TaggedEvents;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.CommandResult.StreamRevisions;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.core.model.StreamState;
import dev.trimaran.events.core.stream.NameHash;
import dev.trimaran.events.core.stream.StreamHeads;
import dev.trimaran.events.core.stream.StreamKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides on commands, in the order of the log: equal commands give equal results and equal events
 * on every node. Holds no event.
 *
 * <p>Of an append these are asked, the first that fails decides: whether all its events were
 * recorded before ({@link Deduplication}), its expectations (all that fail are told), its
 * condition.
 */
public final class EventState {

  private static final int VERSION = 1;

  /** Its hash tells whether a checkpoint's hashes are those of this state. */
  private static final String PROBE = "$";

  private static final StreamKey NO_STREAM = new StreamKey(0, 0);

  private final StreamHeads heads;
  private final Deduplication recent;
  private final TaggedEvents tagged = new TaggedEvents();
  private final Set<PlantedBug> bugs;
  private long nextPosition;

  /**
   * @param remembered events whose ids are known
   */
  public EventState(NameHash hash, int remembered) {
    this(hash, remembered, Set.of());
  }

  /** As the other, with known bugs. */
  public EventState(NameHash hash, int remembered, Set<PlantedBug> bugs) {
    heads = new StreamHeads(hash);
    recent = new Deduplication(remembered);
    this.bugs = Set.copyOf(bugs);
  }

  /** The position that the next event will get. */
  public long nextPosition() {
    return nextPosition;
  }

  /** What a stream is. */
  public StreamState state(String stream) {
    return stateOf(stream, heads.key(stream));
  }

  /** What a stream's metadata says of its events; of a metadata stream only the last counts. */
  public StreamMetadata metadata(String stream) {
    if (StreamNames.isMetadata(stream)) {
      return StreamMetadata.OF_METADATA;
    }
    return heads.metadata(heads.key(stream));
  }

  /** Streams that are known, deleted ones too. */
  public long streams() {
    return heads.count();
  }

  /** The metadata of a stream that ended for ever has ended with it. */
  private StreamState stateOf(String stream, StreamKey key) {
    if (StreamNames.isMetadata(stream)) {
      StreamState described = heads.state(heads.key(StreamNames.described(stream)));
      if (described.kind() == StreamState.Kind.TOMBSTONED) {
        return described;
      }
    }
    return heads.state(key);
  }

  /** Decides on a command, and tells {@code sink} of what was recorded. */
  public CommandResult apply(EventCommand command, EventSink sink) {
    return switch (command) {
      case EventCommand.Append append -> append(append, sink);
      case EventCommand.Tombstone tombstone -> tombstone(tombstone, sink);
    };
  }

  // ---- append

  private CommandResult append(EventCommand.Append append, EventSink sink) {
    List<StreamKey> keys = new ArrayList<>(append.writes().size());
    for (StreamAppend write : append.writes()) {
      keys.add(heads.key(write.stream()));
    }
    Repeats repeats = repeats(append.writes(), keys);
    if (repeats.all()) {
      return repeats.answer();
    }
    List<CommandResult.Violation> violations = new ArrayList<>(repeats.violations);
    for (int i = 0; i < keys.size(); i++) {
      StreamAppend write = append.writes().get(i);
      StreamState actual = stateOf(write.stream(), keys.get(i));
      if (!met(write, actual) && !repeats.clashes(i)) {
        violations.add(violation(i, write, actual));
      }
    }
    if (!violations.isEmpty()) {
      violations.sort((a, b) -> Integer.compare(a.index(), b.index()));
      return new CommandResult.Refused(violations);
    }
    if (append.condition() != null) {
      long found = tagged.violation(append.condition());
      if (found >= 0) {
        return new CommandResult.ConditionFailed(found);
      }
    }
    return record(append.writes(), keys, sink);
  }

  private boolean met(StreamAppend write, StreamState actual) {
    if (write.events().isEmpty()) {
      return Expectations.guarded(write.expected(), actual);
    }
    boolean stale =
        bugs.contains(PlantedBug.CHECK_NOT_ATOMIC)
            && write.expected() instanceof ExpectedRevision.Exactly(long revision)
            && actual.kind() == StreamState.Kind.LIVE
            && revision < actual.revision();
    return stale || Expectations.met(write.expected(), actual);
  }

  /** By what the ids of a stream are told from those of others. */
  private StreamKey apart(StreamKey key) {
    return bugs.contains(PlantedBug.REPEATED_BY_ID_ALONE) ? NO_STREAM : key;
  }

  private static CommandResult.Violation violation(
      int index, StreamAppend write, StreamState actual) {
    return new CommandResult.Violation(index, write.stream(), write.expected(), actual);
  }

  /** What of an append was recorded before. */
  private static final class Repeats {
    private final List<StreamRevisions> before = new ArrayList<>();
    private final List<CommandResult.Violation> violations = new ArrayList<>();
    private int writes;
    private int repeated;
    private long position = -1;

    boolean all() {
      return writes > 0 && repeated == writes;
    }

    CommandResult answer() {
      return new CommandResult.Written(before, position, true);
    }

    boolean clashes(int index) {
      return violations.stream().anyMatch(violation -> violation.index() == index);
    }
  }

  private Repeats repeats(List<StreamAppend> writes, List<StreamKey> keys) {
    var repeats = new Repeats();
    List<CommandResult.Violation> whole = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      StreamAppend write = writes.get(i);
      StreamState actual = stateOf(write.stream(), keys.get(i));
      if (write.events().isEmpty()) {
        repeats.before.add(new StreamRevisions(write.stream(), -1, actual.revision()));
        continue;
      }
      repeats.writes++;
      if (actual.kind() == StreamState.Kind.TOMBSTONED) {
        continue;
      }
      switch (recent.find(apart(keys.get(i)), write.events())) {
        case Deduplication.Finding.New _ -> {}
        case Deduplication.Finding.Overlapping _ ->
            repeats.violations.add(violation(i, write, actual));
        case Deduplication.Finding.Repeated(long first, long position) -> {
          repeats.repeated++;
          repeats.position = Math.max(repeats.position, position);
          long last = first + write.events().size() - 1;
          repeats.before.add(new StreamRevisions(write.stream(), first, last));
          whole.add(violation(i, write, actual));
        }
      }
    }
    if (!repeats.all()) {
      // One write is there already, another is not: they were never one command.
      repeats.violations.addAll(whole);
    }
    return repeats;
  }

  private CommandResult record(List<StreamAppend> writes, List<StreamKey> keys, EventSink sink) {
    List<StreamRevisions> written = new ArrayList<>(writes.size());
    int number = 0;
    for (int i = 0; i < writes.size(); i++) {
      StreamAppend write = writes.get(i);
      StreamKey key = keys.get(i);
      long before = heads.state(key).revision();
      if (write.events().isEmpty()) {
        written.add(new StreamRevisions(write.stream(), -1, before));
        continue;
      }
      long revision = before;
      for (ProposedEvent event : write.events()) {
        revision++;
        recent.add(apart(key), event.id(), revision, nextPosition);
        tagged.add(event, nextPosition);
        sink.recorded(shown(nextPosition, number), number++, write.stream(), revision, event);
        nextPosition++;
      }
      heads.appended(key, revision);
      describe(write);
      written.add(new StreamRevisions(write.stream(), before + 1, revision));
    }
    return new CommandResult.Written(written, nextPosition - 1, false);
  }

  /** The position that others are told. */
  private long shown(long position, int number) {
    boolean disordered = number > 0 && bugs.contains(PlantedBug.POSITION_BEFORE_ORDER);
    return disordered ? position - 1 : position;
  }

  /** The last event of a metadata stream says what its stream is. */
  private void describe(StreamAppend write) {
    if (StreamNames.isMetadata(write.stream())) {
      StreamKey described = heads.key(StreamNames.described(write.stream()));
      heads.described(described, write.events().getLast().data());
    }
  }

  // ---- tombstone

  private CommandResult tombstone(EventCommand.Tombstone tombstone, EventSink sink) {
    String stream = tombstone.stream();
    StreamKey key = heads.key(stream);
    StreamState actual = stateOf(stream, key);
    if (!Expectations.met(tombstone.expected(), actual)) {
      return new CommandResult.Refused(
          List.of(new CommandResult.Violation(0, stream, tombstone.expected(), actual)));
    }
    ProposedEvent event = CommandCodec.tombstoneEvent(tombstone.id());
    heads.tombstoned(key);
    tagged.add(event, nextPosition);
    sink.recorded(nextPosition, 0, stream, ExpectedRevision.TOMBSTONE, event);
    nextPosition++;
    var last = new StreamRevisions(stream, ExpectedRevision.TOMBSTONE, ExpectedRevision.TOMBSTONE);
    return new CommandResult.Written(List.of(last), nextPosition - 1, false);
  }

  // ---- checkpoint

  /** The state as of now, in pieces that are encoded when they are asked for. */
  public Iterator<ByteBuffer> checkpoint() {
    StreamKey key = heads.key(PROBE);
    ByteBuffer head =
        new Encoder(32).u8(VERSION).i64(key.high()).i64(key.low()).varint(nextPosition).toBuffer();
    boolean forgetful = bugs.contains(PlantedBug.IDS_FORGOTTEN);
    Deduplication ids = forgetful ? new Deduplication(1) : recent;
    List<Supplier<ByteBuffer>> first = List.of(() -> head, ids.checkpoint(), tagged.checkpoint());
    Iterator<ByteBuffer> rest = heads.checkpoint(bugs);
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < first.size() || rest.hasNext();
      }

      @Override
      public ByteBuffer next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the checkpoint has no more pieces");
        }
        return next < first.size() ? first.get(next++).get() : rest.next();
      }
    };
  }

  /** How many pieces {@link #checkpoint} has. */
  public static int pieces() {
    return 3 + StreamHeads.pieces();
  }

  /**
   * Takes the next piece of a checkpoint, in their order, on a fresh state.
   *
   * @param piece number of it
   */
  public void restore(int piece, ByteBuffer encoded) throws DecodeException {
    switch (piece) {
      case 0 -> {
        var in = new Decoder(encoded);
        int version = in.u8();
        if (version != VERSION) {
          throw new DecodeException("version " + version + " of a checkpoint is unknown", 0);
        }
        if (!new StreamKey(in.i64(), in.i64()).equals(heads.key(PROBE))) {
          throw new DecodeException("the names of the checkpoint were hashed in another way", 1);
        }
        nextPosition = in.varint();
        in.end();
        Checks.that(nextPosition >= 0, "positions are 0 or more");
      }
      case 1 -> recent.restore(encoded);
      case 2 -> tagged.restore(encoded);
      default -> heads.restore(piece - 3, encoded);
    }
  }
}
