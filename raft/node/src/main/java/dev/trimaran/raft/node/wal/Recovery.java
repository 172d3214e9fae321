package dev.trimaran.raft.node.wal;

import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.model.WrongDirectoryException;
import dev.trimaran.raft.node.wal.RecoveredLog.OpenSegment;
import dev.trimaran.raft.node.wal.RecoveredLog.Segment;
import dev.trimaran.raft.node.wal.RecoveredLog.Tail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the log at start: cuts a torn tail, refuses damage. Blocks. */
public final class Recovery {

  static final String REMEDY =
      "Acknowledged entries may be lost if it were cut. Restore the file from a copy, or remove"
          + " this node's data directory and let it join again as a new node";

  private record Used(SegmentHeader header, String path) {}

  /** A full segment, read again from front to back. */
  record Reindexed(SegmentSeal seal, OffsetIndex index) {}

  /** Enough for a header or a seal. */
  private static final int SMALL_BYTES = 32 << 10;

  private final Disk disk;
  private final StorageIdentity identity;
  private final @Nullable KeptLog kept;
  private final Replay replay = new Replay();
  private final List<Segment> sealed = new ArrayList<>();
  private long sequence = 1;
  private long sealPosition;
  private int chain;

  private Recovery(Disk disk, StorageIdentity identity, @Nullable KeptLog kept) {
    this.disk = disk;
    this.identity = identity;
    this.kept = kept;
  }

  /**
   * Reads what is stored.
   *
   * @throws DamagedFileException when acknowledged bytes are unreadable
   * @throws WrongDirectoryException when the files are another node's
   * @throws IOException when the disk fails
   */
  public static RecoveredLog read(Disk disk, StorageIdentity identity) throws IOException {
    return new Recovery(disk, identity, null).run(0);
  }

  /**
   * Reads a log that is kept: of segments that end before {@code from} only the header and the
   * seal, all others whole. Segments without a sound index file are read too, and get one.
   *
   * @param from first entry wanted
   * @throws IOException as for {@link #read}; also when the directory is of a log that is compacted
   */
  public static RecoveredLog readKept(Disk disk, StorageIdentity identity, long from)
      throws IOException {
    return new Recovery(disk, identity, new KeptLog()).run(from);
  }

  /** Reads one full segment, for its seal and marks. Blocks. */
  static Reindexed reindex(Disk disk, StorageIdentity identity, SegmentHeader header, DiskFile file)
      throws IOException {
    KeptLog alone = new KeptLog();
    Recovery reading = new Recovery(disk, identity, alone);
    Used segment = new Used(header, Layout.path(header.number()));
    reading.continues(segment, true);
    return reading.sealOf(alone, reading.segment(segment, file, false));
  }

  private Reindexed reindex(Used segment) throws IOException {
    DiskFile file = disk.open(segment.path(), Disk.Lane.LOG);
    try {
      return reindex(disk, identity, segment.header(), file);
    } finally {
      file.close();
    }
  }

  private RecoveredLog run(long from) throws IOException {
    List<Used> used = usedSegments();
    OpenSegment current = null;
    long nextNumber = used.isEmpty() ? 1 : used.getLast().header().number() + 1;
    int first = kept == null ? 0 : skip(kept, used, from);
    for (int i = first; i < used.size(); i++) {
      Used segment = used.get(i);
      boolean last = i == used.size() - 1;
      current = segment(segment, i == 0, last);
      if (!last || replay.sealed()) {
        sealed.add(new Segment(segment.header().number(), replay.segmentMaxIndex()));
        sealAgain(current);
        current = null;
      }
      endOf(segment.header());
    }
    Tail tail = new Tail(List.copyOf(sealed), current, nextNumber, sequence, chain);
    return new RecoveredLog(replay.hardState(), replay.entries(), tail, replay.marking(), kept);
  }

  /** Takes the segments that end before {@code from} by their seals; returns how many. */
  private int skip(KeptLog log, List<Used> used, long from) throws IOException {
    List<SegmentSeal> seals = new ArrayList<>();
    IndexFile files = new IndexFile(disk, identity);
    for (Used segment : used.subList(0, Math.max(0, used.size() - 1))) {
      SegmentHeader header = segment.header();
      SegmentSeal seal = files.seal(header.number(), header.salt());
      if (seal == null) {
        Reindexed read = reindex(segment);
        files.write(read.seal(), read.index());
        seal = read.seal();
      }
      seals.add(seal);
    }
    int count = wholeBefore(seals, from);
    for (int i = 0; i < count; i++) {
      skip(used.get(i), seals.get(i), i == 0);
      log.add(seals.get(i));
    }
    return count;
  }

  /** How many segments, from the first, hold nothing in force from {@code from} on. */
  private static int wholeBefore(List<SegmentSeal> seals, long from) {
    long end = Long.MAX_VALUE; // what a later segment cuts is not in force
    int count = seals.size();
    for (int i = seals.size() - 1; i >= 0; i--) {
      SegmentSeal seal = seals.get(i);
      if (seal.firstIndex() == 0) {
        continue;
      }
      if (Math.min(seal.lastIndex(), end) >= from) {
        count = i;
      }
      end = Math.min(end, seal.firstIndex() - 1);
    }
    return count;
  }

  private void skip(Used segment, SegmentSeal seal, boolean first) throws IOException {
    continues(segment, first);
    DiskFile file = disk.open(segment.path(), Disk.Lane.LOG);
    try {
      SegmentReader reader = new SegmentReader(file, SMALL_BYTES);
      SegmentReader.Batch batch = reader.batch(seal.position(), seal.salt());
      if (batch == null || batch.sequence() != seal.sequence() || batch.crc() != seal.crc()) {
        throw damage(segment.path(), seal.position(), "the seal of the segment is unreadable");
      }
    } finally {
      file.close();
    }
    sequence = seal.sequence() + 1;
    chain = seal.crc();
    endOf(segment.header());
    replay.resume(seal.hardState());
  }

  /** A segment was read that is full: its index file, if it has none. */
  private void sealAgain(OpenSegment segment) throws IOException {
    KeptLog log = kept;
    if (log == null) {
      return;
    }
    Reindexed read = sealOf(log, segment);
    IndexFile files = new IndexFile(disk, identity);
    if (files.seal(segment.number(), segment.salt()) == null) {
      files.write(read.seal(), read.index());
    }
  }

  private Reindexed sealOf(KeptLog log, OpenSegment segment) {
    long first = log.currentFirst();
    long last = first == 0 ? 0 : log.lastIndex();
    SegmentSeal seal =
        new SegmentSeal(
            segment.number(),
            segment.salt(),
            first,
            last,
            replay.hardState(),
            sealPosition,
            sequence - 1,
            chain);
    return new Reindexed(seal, log.seal());
  }

  private List<Used> usedSegments() throws IOException {
    List<Used> used = new ArrayList<>();
    String unused = null;
    for (String name : disk.list(Layout.DIRECTORY)) {
      if (!name.matches("[0-9a-f]{16}\\.wal")) {
        continue;
      }
      long number = Long.parseUnsignedLong(name.substring(0, 16), 16);
      String path = Layout.path(number);
      SegmentHeader header = header(path);
      if (header == null || header.number() != number) {
        unused = unused == null ? path : unused;
        continue;
      }
      if (unused != null) {
        throw damage(unused, 0, "a used segment follows this unused one");
      }
      if (!used.isEmpty() && used.getLast().header().number() + 1 != number) {
        throw damage(path, 0, "the segment before it is missing");
      }
      used.add(new Used(header, path));
    }
    return used;
  }

  private @Nullable SegmentHeader header(String path) throws IOException {
    DiskFile file = disk.open(path, Disk.Lane.LOG);
    try {
      ByteBuffer sector = new SegmentReader(file, Layout.SEGMENT_HEADER_BYTES).sector();
      return switch (SegmentHeader.kind(sector)) {
        case BLANK -> null;
        case DAMAGED -> throw damage(path, 0, "the header of the segment is unreadable");
        case SOUND -> {
          if (SegmentHeader.version(sector) > Layout.REWRITTEN_VERSION) {
            throw new IOException(
                path
                    + " has format version "
                    + SegmentHeader.version(sector)
                    + ", this release reads "
                    + Layout.REWRITTEN_VERSION
                    + ". Start the release that wrote it");
          }
          SegmentHeader header = SegmentHeader.decode(sector);
          if (!header.identity().equals(identity)) {
            throw new WrongDirectoryException(path, header.identity(), identity);
          }
          if (header.kept() != (kept != null)) {
            throw new WrongDirectoryException(path, header.kept());
          }
          yield header;
        }
      };
    } finally {
      file.close();
    }
  }

  private OpenSegment segment(Used segment, boolean first, boolean last) throws IOException {
    continues(segment, first);
    DiskFile file = disk.open(segment.path(), Disk.Lane.LOG);
    try {
      return segment(segment, file, last);
    } finally {
      file.close();
    }
  }

  private OpenSegment segment(Used segment, DiskFile file, boolean last) throws IOException {
    SegmentHeader header = segment.header();
    replay.beginSegment();
    if (kept != null) {
      kept.begin(header.number(), header.salt());
    }
    SegmentReader reader = new SegmentReader(file);
    long position = batches(segment, reader);
    if (!replay.sealed()) {
      tail(segment, reader, position, last);
    }
    return new OpenSegment(header.number(), header.salt(), position, replay.segmentMaxIndex());
  }

  /** What comes after a segment that was rewritten continues what it was at first. */
  private void endOf(SegmentHeader header) {
    SegmentHeader.Onward onward = header.onward();
    if (onward != null) {
      sequence = onward.sequence();
      chain = onward.crc();
    }
  }

  private void continues(Used segment, boolean first) throws DamagedFileException {
    SegmentHeader header = segment.header();
    if (first) {
      sequence = header.firstSequence();
      chain = header.previousCrc();
    } else if (header.firstSequence() != sequence || header.previousCrc() != chain) {
      throw damage(segment.path(), 0, "it does not continue the segment before it");
    }
  }

  private long batches(Used segment, SegmentReader reader) throws IOException {
    long salt = segment.header().salt();
    long position = Layout.SEGMENT_HEADER_BYTES;
    while (!replay.sealed()) {
      SegmentReader.Batch batch = reader.batch(position, salt);
      if (batch == null || batch.sequence() != sequence || reader.previousCrc(position) != chain) {
        break;
      }
      String wrong = replay.batch(batch.frames(), batch.end());
      if (wrong != null) {
        throw damage(segment.path(), position, wrong);
      }
      if (kept != null) {
        kept.durable(replay.marking().take(batch.end()), replay.marking().lastIndex());
      }
      sealPosition = position;
      sequence++;
      chain = batch.crc();
      position = batch.end();
    }
    return position;
  }

  private void tail(Used segment, SegmentReader reader, long position, boolean last)
      throws IOException {
    if (segment.header().onward() != null) {
      throw damage(segment.path(), position, "a batch of a rewritten segment is unreadable");
    }
    // A segment is sealed and durable before the next one is begun.
    if (!last) {
      throw damage(segment.path(), position, "a batch is unreadable, and a segment follows");
    }
    long later = reader.vouching(position, segment.header().salt(), sequence);
    if (later >= 0) {
      throw damage(
          segment.path(),
          position,
          "a batch is unreadable, and one at offset " + later + " was written after it was safe");
    }
  }

  private static DamagedFileException damage(String file, long offset, String what) {
    return new DamagedFileException(file, offset, what, REMEDY);
  }
}
