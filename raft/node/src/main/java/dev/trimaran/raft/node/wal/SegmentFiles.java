package dev.trimaran.raft.node.wal;

import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The segments that were read lately, open, with their marks; for any thread. */
final class SegmentFiles {

  /** One open segment, in use by some. */
  static final class Opened {
    private final long number;
    private final DiskFile file;
    private final SegmentHeader header;
    private @Nullable OffsetIndex index;
    private int users;

    /** Another file has the name now, or this one has failed: nobody else gets it. */
    private boolean detached;

    Opened(DiskFile file, SegmentHeader header) {
      this.number = header.number();
      this.file = file;
      this.header = header;
    }

    long number() {
      return number;
    }

    DiskFile file() {
      return file;
    }

    SegmentHeader header() {
      return header;
    }

    long salt() {
      return header.salt();
    }
  }

  /** Open at once; each costs two descriptors and up to 64 KiB of marks. */
  private static final int MAX_OPEN = 64;

  private final Disk disk;
  private final StorageIdentity identity;
  private final KeptLog log;
  private final IndexFile indexes;
  private final LinkedHashMap<Long, Opened> open = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  SegmentFiles(Disk disk, StorageIdentity identity, KeptLog log) {
    this.disk = disk;
    this.identity = identity;
    this.log = log;
    this.indexes = new IndexFile(disk, identity);
  }

  /** Opens a segment, or finds it open; to be given back. */
  synchronized Opened take(long number) throws IOException {
    if (closed) {
      throw new IOException("the node has stopped: its log is closed");
    }
    Opened segment = open.get(number);
    if (segment == null) {
      segment = open(number);
      open.put(number, segment);
      closeSurplus();
    }
    segment.users++;
    return segment;
  }

  synchronized void giveBack(Opened segment) {
    segment.users--;
    if ((closed || segment.detached) && segment.users == 0) {
      segment.file.close();
    }
  }

  /** Who takes the segment from now on gets what its name leads to now; to be given back still. */
  synchronized void detach(Opened segment) {
    if (open.remove(segment.number, segment)) {
      segment.detached = true;
    }
  }

  /** Where an entry of a full segment is. */
  Stretch stretch(Opened segment, long index) throws IOException {
    synchronized (segment) {
      OffsetIndex marks = segment.index;
      if (marks == null) {
        marks = marks(segment);
        segment.index = marks;
      }
      return marks.stretch(index);
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized void close() {
    closed = true;
    for (Opened segment : open.values()) {
      if (segment.users == 0) {
        segment.file.close();
      }
    }
    open.clear();
  }

  /** The seal of a full segment. */
  SegmentSeal seal(Opened segment) throws IOException {
    SegmentSeal stored = indexes.seal(segment.number(), segment.salt());
    return stored != null ? stored : reindex(segment).seal();
  }

  private OffsetIndex marks(Opened segment) throws IOException {
    OffsetIndex recent = log.recent(segment.number(), segment.salt());
    if (recent != null) {
      return recent;
    }
    OffsetIndex stored = indexes.marks(segment.number(), segment.salt());
    return stored != null ? stored : reindex(segment).index();
  }

  /** From the file itself, for its name may be another's by now. */
  private Recovery.Reindexed reindex(Opened segment) throws IOException {
    return Recovery.reindex(disk, identity, segment.header, segment.file);
  }

  private Opened open(long number) throws IOException {
    String path = Layout.path(number);
    if (!disk.exists(path)) {
      throw new DamagedFileException(path, 0, "the segment is missing", Recovery.REMEDY);
    }
    DiskFile file = disk.open(path, Disk.Lane.BULK);
    ByteBuffer sector = ByteBuffer.allocate(Layout.SEGMENT_HEADER_BYTES);
    file.read(0, sector);
    sector.flip();
    if (SegmentHeader.kind(sector) != SegmentHeader.Kind.SOUND) {
      file.close();
      throw new DamagedFileException(
          path, 0, "the header of the segment is unreadable", Recovery.REMEDY);
    }
    return new Opened(file, SegmentHeader.decode(sector));
  }

  private void closeSurplus() {
    List<Opened> surplus = new ArrayList<>();
    Iterator<Map.Entry<Long, Opened>> oldest = open.entrySet().iterator();
    while (open.size() - surplus.size() > MAX_OPEN && oldest.hasNext()) {
      Opened segment = oldest.next().getValue();
      if (segment.users == 0) {
        surplus.add(segment);
      }
    }
    open.values().removeAll(surplus);
    surplus.forEach(segment -> segment.file.close());
  }
}
