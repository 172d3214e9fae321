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

  private static final String REMEDY =
      "Acknowledged entries may be lost if it were cut. Restore the file from a copy, or remove"
          + " this node's data directory and let it join again as a new node";

  private record Used(SegmentHeader header, String path) {}

  private final Disk disk;
  private final StorageIdentity identity;
  private final Replay replay = new Replay();
  private final List<Segment> sealed = new ArrayList<>();
  private long sequence = 1;
  private int chain;

  private Recovery(Disk disk, StorageIdentity identity) {
    this.disk = disk;
    this.identity = identity;
  }

  /**
   * Reads what is stored.
   *
   * @throws DamagedFileException when acknowledged bytes are unreadable
   * @throws WrongDirectoryException when the files are another node's
   * @throws IOException when the disk fails
   */
  public static RecoveredLog read(Disk disk, StorageIdentity identity) throws IOException {
    return new Recovery(disk, identity).run();
  }

  private RecoveredLog run() throws IOException {
    List<Used> used = usedSegments();
    OpenSegment current = null;
    long nextNumber = 1;
    for (int i = 0; i < used.size(); i++) {
      Used segment = used.get(i);
      boolean last = i == used.size() - 1;
      current = segment(segment, i == 0, last);
      nextNumber = segment.header().number() + 1;
      if (!last || replay.sealed()) {
        sealed.add(new Segment(segment.header().number(), replay.segmentMaxIndex()));
        current = null;
      }
    }
    Tail tail = new Tail(List.copyOf(sealed), current, nextNumber, sequence, chain);
    return new RecoveredLog(replay.hardState(), replay.entries(), tail);
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
      ByteBuffer sector = new SegmentReader(file).sector();
      return switch (SegmentHeader.kind(sector)) {
        case BLANK -> null;
        case DAMAGED -> throw damage(path, 0, "the header of the segment is unreadable");
        case SOUND -> {
          if (SegmentHeader.version(sector) != Layout.VERSION) {
            throw new IOException(
                path
                    + " has format version "
                    + SegmentHeader.version(sector)
                    + ", this release reads "
                    + Layout.VERSION
                    + ". Start the release that wrote it");
          }
          SegmentHeader header = SegmentHeader.decode(sector);
          if (!header.identity().equals(identity)) {
            throw new WrongDirectoryException(path, header.identity(), identity);
          }
          yield header;
        }
      };
    } finally {
      file.close();
    }
  }

  private OpenSegment segment(Used segment, boolean first, boolean last) throws IOException {
    SegmentHeader header = segment.header();
    if (first) {
      sequence = header.firstSequence();
      chain = header.previousCrc();
    } else if (header.firstSequence() != sequence || header.previousCrc() != chain) {
      throw damage(segment.path(), 0, "it does not continue the segment before it");
    }
    replay.beginSegment();
    DiskFile file = disk.open(segment.path(), Disk.Lane.LOG);
    try {
      SegmentReader reader = new SegmentReader(file);
      long position = batches(segment, reader);
      if (!replay.sealed()) {
        tail(segment, reader, position, last);
      }
      return new OpenSegment(header.number(), header.salt(), position, replay.segmentMaxIndex());
    } finally {
      file.close();
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
      String wrong = replay.batch(batch.frames());
      if (wrong != null) {
        throw damage(segment.path(), position, wrong);
      }
      sequence++;
      chain = batch.crc();
      position = batch.end();
    }
    return position;
  }

  private void tail(Used segment, SegmentReader reader, long position, boolean last)
      throws IOException {
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
