package dev.trimaran.events.core.index;

import dev.trimaran.base.Checks;
import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept in memory of a segment's file: the filter, and of each block where it is and which
 * key is its first (a fence). About 1.5 bytes for each stream and term of the segment, and 0.1 for
 * each event.
 */
public final class SegmentDirectory {

  /** Where a block is in the file, its checksum included. */
  public record Block(int at, int bytes) {}

  /** What the footer says. */
  public record Footer(int directoryAt, int directoryBytes, long fileBytes) {}

  /**
   * Whose segment it is.
   *
   * @param identity of the log
   * @param first its first position
   * @param size number of its events
   * @param lastEntry index of the log's entry that holds its last event
   * @param latestCreated latest time at which one of its events was made
   */
  record Head(long identity, long first, int size, long lastEntry, long latestCreated) {}

  /** The blocks of a section, and their first keys. */
  private record Fences(Block[] blocks, long[] hashes, long[] revisions) {}

  /** Length of the footer, at the end of the file. */
  public static final int FOOTER_BYTES = SegmentWriter.FOOTER_BYTES;

  private final Head head;
  private final BloomFilter filter;
  private final List<Fences> sections;

  private SegmentDirectory(Head head, BloomFilter filter, List<Fences> sections) {
    this.head = head;
    this.filter = filter;
    this.sections = sections;
  }

  /** Reads the last {@link #FOOTER_BYTES} of a file, and then where its directory is. */
  public static Footer footer(ByteBuffer bytes) throws DecodeException {
    Decoder in = new Decoder(bytes);
    Footer footer = new Footer(in.i32(), in.i32(), in.i64());
    long checksum = in.i64();
    boolean sound =
        in.i64() == SegmentWriter.MAGIC
            && checksum == Hashes.checksum(bytes.slice(bytes.position(), 16));
    if (!sound) {
      throw new DecodeException("the footer of an index file is not sound", 0);
    }
    in.end();
    return footer;
  }

  /**
   * Reads the directory.
   *
   * @param bytes where the footer says, checksum included
   * @throws DecodeException when it is damaged, or of another log
   */
  public static SegmentDirectory decode(ByteBuffer bytes, long identity) throws DecodeException {
    Decoder in = new Decoder(verified(bytes));
    int version = in.i32();
    if (version != SegmentWriter.VERSION) {
      throw new DecodeException("version " + version + " of an index file is unknown", 0);
    }
    Head head = new Head(in.i64(), in.varint(), in.i32(), in.varint(), in.i64());
    if (head.identity != identity) {
      throw new DecodeException("the index file is of another log", 0);
    }
    if (head.first < 0 || head.size <= 0 || head.size > Segment.MAX_EVENTS) {
      throw new DecodeException("a segment of " + head.size + " events from " + head.first, 0);
    }
    List<Fences> sections = new ArrayList<>();
    for (Section _ : Section.values()) {
      sections.add(fences(in));
    }
    BloomFilter filter = BloomFilter.decode(in);
    in.end();
    return new SegmentDirectory(head, filter, sections);
  }

  /**
   * The content of a block whose checksum holds.
   *
   * @throws DecodeException when it does not
   */
  public static ByteBuffer verified(ByteBuffer bytes) throws DecodeException {
    int length = bytes.remaining() - Long.BYTES;
    if (length < 0) {
      throw new DecodeException("a block of " + bytes.remaining() + " bytes", 0);
    }
    ByteBuffer content = bytes.slice(bytes.position(), length);
    if (bytes.getLong(bytes.position() + length) != Hashes.checksum(content)) {
      throw new DecodeException("a checksum does not hold", 0);
    }
    return content;
  }

  /** The segment's first position. */
  public long first() {
    return head.first;
  }

  /** Number of its events. */
  public int size() {
    return head.size;
  }

  /** Index of the log's entry that holds its last event. */
  public long lastEntry() {
    return head.lastEntry;
  }

  /** Latest time at which one of its events was made, milliseconds since 1970. */
  public long latestCreated() {
    return head.latestCreated;
  }

  /** Where a block is. */
  public Block block(Section section, int number) {
    return fences(section).blocks[number];
  }

  /** How many blocks a section has. */
  public int blocks(Section section) {
    return fences(section).blocks.length;
  }

  /** About what the directory takes in memory. */
  public long memoryBytes() {
    long bytes = filter.bytes();
    for (Fences fences : sections) {
      bytes += fences.blocks.length * 40L;
    }
    return bytes;
  }

  boolean mayHold(long hash) {
    return filter.mayHold(hash);
  }

  /** The block in which a key would be first; the keys after it are in the blocks that follow. */
  int firstBlock(Section section, long hash, long revision) {
    Fences fences = fences(section);
    int low = 0;
    int high = fences.blocks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(fences, middle, hash, revision) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /** Whether all keys of a block are beyond this one. */
  boolean isBeyond(Section section, int number, long hash, long revision) {
    return compare(fences(section), number, hash, revision) > 0;
  }

  private static int compare(Fences fences, int number, long hash, long revision) {
    int order = Long.compare(fences.hashes[number], hash);
    return order == 0 ? Long.compare(fences.revisions[number], revision) : order;
  }

  private Fences fences(Section section) {
    return sections.get(section.ordinal());
  }

  void encode(Encoder out) {
    out.i32(SegmentWriter.VERSION).i64(head.identity).varint(head.first);
    out.i32(head.size).varint(head.lastEntry).i64(head.latestCreated);
    for (Section section : Section.values()) {
      Fences fences = fences(section);
      out.varint(fences.blocks.length);
      for (int i = 0; i < fences.blocks.length; i++) {
        out.i32(fences.blocks[i].at).i32(fences.blocks[i].bytes);
        out.i64(fences.hashes[i]).i64(fences.revisions[i]);
      }
    }
    filter.encode(out);
  }

  private static Fences fences(Decoder in) throws DecodeException {
    int count = in.count(24);
    Fences fences = new Fences(new Block[count], new long[count], new long[count]);
    for (int i = 0; i < count; i++) {
      fences.blocks[i] = new Block(in.i32(), in.i32());
      fences.hashes[i] = in.i64();
      fences.revisions[i] = in.i64();
    }
    return fences;
  }

  /** Collects the blocks as they are written. */
  static final class Builder {

    private final Head head;
    private final BloomFilter filter;
    private final List<Blocks> sections = new ArrayList<>();

    Builder(Head head, BloomFilter filter) {
      this.head = head;
      this.filter = filter;
      for (Section _ : Section.values()) {
        sections.add(new Blocks(new ArrayList<>(), new ArrayList<>()));
      }
    }

    BloomFilter filter() {
      return filter;
    }

    /** The first key of the block that is written next. */
    void begin(Section section, long hash, long revision) {
      sections.get(section.ordinal()).keys.add(new long[] {hash, revision});
    }

    void end(Section section, int at, int bytes) {
      sections.get(section.ordinal()).written.add(new Block(at, bytes));
    }

    SegmentDirectory build() {
      return new SegmentDirectory(head, filter, sections.stream().map(Blocks::fences).toList());
    }

    private record Blocks(List<long[]> keys, List<Block> written) {

      Fences fences() {
        Checks.that(keys.size() == written.size(), "each block has a fence");
        return new Fences(
            written.toArray(Block[]::new),
            keys.stream().mapToLong(key -> key[0]).toArray(),
            keys.stream().mapToLong(key -> key[1]).toArray());
      }
    }
  }
}
