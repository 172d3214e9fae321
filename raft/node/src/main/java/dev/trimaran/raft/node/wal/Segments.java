package dev.trimaran.raft.node.wal;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.wal.RecoveredLog.OpenSegment;
import dev.trimaran.raft.node.wal.RecoveredLog.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segment being written, and those before it. */
final class Segments {

  private record Hint(long index, long position) {}

  private final Disk disk;
  private final Randomness randomness;
  private final WalConfig config;
  private final StorageIdentity identity;
  private final Spares spares;
  private final Deque<Segment> sealed;
  private final List<Hint> marks = new ArrayList<>();
  private final Marking marking;
  private final @Nullable KeptLog kept;
  private final IndexFile indexes;
  private @Nullable DiskFile current;
  private long number;
  private long salt;
  private long position;
  private long maxIndex;
  private boolean lowOnSpace;

  /** Marks of a batch, and where the log ends with it. */
  record Durable(List<Mark> marks, long lastIndex) {}

  Segments(
      World world,
      WalConfig config,
      StorageIdentity identity,
      RecoveredLog recovered,
      Spares spares)
      throws IOException {
    RecoveredLog.Tail tail = recovered.tail();
    this.disk = world.disk();
    this.randomness = world.randomness();
    this.config = config;
    this.identity = identity;
    this.spares = spares;
    this.marking = recovered.marking();
    this.kept = recovered.kept();
    this.indexes = new IndexFile(disk, identity);
    this.sealed = new ArrayDeque<>(tail.sealed());
    this.number = tail.nextNumber() - 1;
    OpenSegment open = tail.current();
    if (open != null) {
      this.current = disk.open(Layout.path(open.number()), Disk.Lane.LOG);
      this.salt = open.salt();
      this.position = open.position();
      this.maxIndex = open.maxIndex();
    }
    checkSpace();
  }

  @Nullable DiskFile current() {
    return current;
  }

  long salt() {
    return salt;
  }

  long position() {
    return position;
  }

  long nextNumber() {
    return number + 1;
  }

  /** A salt for the next segment. */
  long drawSalt() {
    return randomness.nextLong() | 1;
  }

  /** Whether nothing was written to the current segment yet. */
  boolean fresh() {
    return position == 0;
  }

  /** Whether a batch of {@code bytes} beside its header fits the current segment. */
  boolean hasRoom(int bytes) {
    if (current == null) {
      return false;
    }
    long start = Math.max(position, Layout.SEGMENT_HEADER_BYTES);
    long end = start + Layout.aligned(Layout.BATCH_HEADER_BYTES + bytes);
    return end <= config.segmentBytes() - Layout.indexReserve(config.segmentBytes());
  }

  /** Goes on in {@code file}; what was current is full. */
  void begin(DiskFile file, long newSalt) {
    if (current != null) {
      sealed.add(new Segment(number, maxIndex));
      current.close();
    }
    current = file;
    number++;
    salt = newSalt;
    position = 0;
    maxIndex = 0;
    marks.clear();
    marking.beginSegment();
    if (kept != null) {
      kept.begin(number, salt);
    }
  }

  SegmentHeader header(long firstSequence, int previousCrc) {
    return new SegmentHeader(
        identity, number, salt, firstSequence, previousCrc, kept != null, null);
  }

  /** An entry is about to be written {@code offset} bytes after the position. */
  void note(long index, int offset) {
    maxIndex = Math.max(maxIndex, index);
    long at = position + offset;
    marking.note(index, at);
    if (marks.isEmpty() || at - marks.getLast().position() >= Layout.INDEX_STEP_BYTES) {
      marks.add(new Hint(index, at));
    }
  }

  /** What was encoded goes to the position; returns what is true once that is durable. */
  Durable advance(int bytes) {
    position += bytes;
    return new Durable(marking.take(position), marking.lastIndex());
  }

  void durable(Durable now) {
    if (kept != null) {
      kept.durable(now.marks(), now.lastIndex());
    }
  }

  /** The seal of the current segment is durable. */
  void sealed(HardState state, long sequence, int crc) {
    KeptLog log = kept;
    if (log == null) {
      return;
    }
    long first = log.currentFirst();
    long last = first == 0 ? 0 : log.lastIndex();
    indexes.write(
        new SegmentSeal(number, salt, first, last, state, position, sequence, crc), log.seal());
  }

  void encodeIndex(BatchEncoder encoder) {
    ByteBuffer pairs = ByteBuffer.allocate(marks.size() * 16);
    for (Hint mark : marks) {
      pairs.putLong(mark.index()).putLong(mark.position());
    }
    encoder.index(maxIndex, pairs.array());
  }

  /** Drops full segments, oldest first, that hold only entries before {@code firstIndex}. */
  void dropBefore(long firstIndex) {
    Checks.that(kept == null, "of a log that is kept nothing is dropped");
    while (!sealed.isEmpty() && sealed.element().maxIndex() < firstIndex) {
      spares.drop(sealed.remove().number());
    }
  }

  /** Drops all full segments: what they hold is void. */
  void dropSealed() {
    Checks.that(kept == null, "a log that is kept is never started anew");
    dropBefore(Long.MAX_VALUE);
  }

  void checkSpace() {
    try {
      lowOnSpace = disk.usableBytes() < config.lowWaterBytes();
    } catch (IOException e) {
      lowOnSpace = true; // a disk that cannot tell is not given more
    }
  }

  boolean lowOnSpace() {
    return lowOnSpace;
  }

  void close() {
    if (current != null) {
      current.close();
    }
  }
}
