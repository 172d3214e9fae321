package dev.trimaran.events.core.index;

import dev.trimaran.base.Checks;
import dev.trimaran.base.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Turns a full segment into the bytes of its file.
 *
 * <pre>
 *   file      = magic u64, version u32, block ..., directory, checksum u64, footer
 *   block     = run ... | place ... | term ...; checksum u64
 *   run       = stream hash u64, first revision, count, offset u16 ...   (revisions without a gap)
 *   places    = first entry, first number, (entries further, revision) ...     of 512 positions
 *   term      = hash u64, kind u8, name, count, offset u16 ... | bitmap of 8 KiB beyond 4,096
 *   footer    = directory at u32, directory bytes u32, file bytes u64, checksum u64, magic u64
 * </pre>
 *
 * <p>Numbers without a size are varints. The {@link SegmentDirectory directory} stays in memory: it
 * holds for each block its place and first key, and the filter of all hashes.
 */
public final class SegmentWriter {

  static final long MAGIC = 0x54524d4556494458L; // "TRMEVIDX"
  static final int VERSION = 1;
  static final int HEADER_BYTES = 12;
  static final int FOOTER_BYTES = 32;

  /** About one page of the file system: what a lookup reads. */
  static final int BLOCK_BYTES = 4096;

  static final int PLACES_EACH = 512;

  /** From here on a bitmap is smaller than an array. */
  static final int MAX_ARRAY = 4096;

  static final int BITMAP_WORDS = Segment.MAX_EVENTS / Long.SIZE;
  private static final int RUN_HEAD_BYTES = 24;

  private final OpenSegment segment;
  private final Encoder file = new Encoder(1 << 20);
  private final SegmentDirectory.Builder directory;
  private Encoder block = new Encoder(BLOCK_BYTES + 64);

  private SegmentWriter(OpenSegment segment, long identity) {
    this.segment = segment;
    long last = segment.places(segment.end() - 1, 1).entry(segment.end() - 1);
    this.directory =
        new SegmentDirectory.Builder(
            new SegmentDirectory.Head(
                identity, segment.first(), segment.size(), last, segment.latestCreated()),
            BloomFilter.sizedFor(segment.streams().size() + segment.postings().size()));
  }

  /**
   * The bytes of the file of a segment that is not empty.
   *
   * @param identity whose log it indexes: another's file is not taken for one's own
   */
  public static ByteBuffer write(OpenSegment segment, long identity) {
    Checks.argument(segment.size() > 0, "a segment with events");
    SegmentWriter writer = new SegmentWriter(segment, identity);
    writer.file.i64(MAGIC).i32(VERSION);
    writer.streams();
    writer.places();
    writer.terms();
    return writer.finish();
  }

  private void streams() {
    StreamTable streams = segment.streams();
    Integer[] order = new Integer[streams.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong(streams::hash));
    for (int stream : order) {
      long hash = streams.hash(stream);
      directory.filter().add(hash);
      stream(hash, streams.offsets(stream));
    }
    flush(Section.STREAMS);
  }

  /** Streams of one hash come by revision, then by position. */
  private void stream(long hash, Offsets offsets) {
    Integer[] sorted = new Integer[offsets.size()];
    Arrays.setAll(sorted, offsets::get);
    Arrays.sort(sorted, Comparator.comparingLong(segment::revision));
    int from = 0;
    while (from < sorted.length) {
      int room = Math.max(1, (BLOCK_BYTES - block.size() - RUN_HEAD_BYTES) / Character.BYTES);
      long revision = segment.revision(sorted[from]);
      int to = from + 1;
      while (to < sorted.length
          && to - from < room
          && segment.revision(sorted[to]) == revision + (to - from)) {
        to++;
      }
      if (block.size() == 0) {
        directory.begin(Section.STREAMS, hash, revision);
      }
      block.i64(hash).varint(revision).varint(to - from);
      for (int i = from; i < to; i++) {
        u16(sorted[i]);
      }
      flushWhenFull(Section.STREAMS);
      from = to;
    }
  }

  private void places() {
    for (long at = segment.first(); at < segment.end(); at += PLACES_EACH) {
      Places places = segment.places(at, PLACES_EACH);
      directory.begin(Section.PLACES, 0, 0);
      long entry = places.entry(at);
      block.varint(entry).varint(places.number(at));
      for (long position = at; position < places.end(); position++) {
        block.varint(places.entry(position) - entry).varint(places.revision(position));
        entry = places.entry(position);
      }
      flush(Section.PLACES);
    }
  }

  private void terms() {
    List<Map.Entry<Term, Offsets>> terms = new ArrayList<>(segment.postings().entrySet());
    terms.sort(
        Comparator.<Map.Entry<Term, Offsets>>comparingLong(term -> term.getKey().hash())
            .thenComparing(term -> term.getKey().kind())
            .thenComparing(term -> term.getKey().name()));
    for (Map.Entry<Term, Offsets> term : terms) {
      long hash = term.getKey().hash();
      directory.filter().add(hash);
      if (block.size() == 0) {
        directory.begin(Section.TERMS, hash, 0);
      }
      block.i64(hash).u8(term.getKey().kind().ordinal()).string(term.getKey().name());
      postings(term.getValue());
      flushWhenFull(Section.TERMS);
    }
    flush(Section.TERMS);
  }

  private void postings(Offsets offsets) {
    block.varint(offsets.size());
    if (offsets.size() <= MAX_ARRAY) {
      for (int i = 0; i < offsets.size(); i++) {
        u16(offsets.get(i));
      }
      return;
    }
    long[] bitmap = new long[BITMAP_WORDS];
    for (int i = 0; i < offsets.size(); i++) {
      bitmap[offsets.get(i) >>> 6] |= 1L << offsets.get(i);
    }
    for (long word : bitmap) {
      block.i64(word);
    }
  }

  private void u16(int value) {
    block.u8(value >>> 8).u8(value);
  }

  private void flushWhenFull(Section section) {
    if (block.size() >= BLOCK_BYTES - RUN_HEAD_BYTES) {
      flush(section);
    }
  }

  private void flush(Section section) {
    if (block.size() > 0) {
      int at = file.size();
      append(block);
      directory.end(section, at, file.size() - at);
      block = new Encoder(BLOCK_BYTES + 64);
    }
  }

  private ByteBuffer finish() {
    int at = file.size();
    Encoder encoded = new Encoder(1 << 16);
    directory.build().encode(encoded);
    append(encoded);
    int length = file.size() - at;
    Encoder footer = new Encoder(FOOTER_BYTES);
    footer.i32(at).i32(length).i64((long) file.size() + FOOTER_BYTES);
    ByteBuffer measures = footer.toBuffer();
    raw(measures);
    file.i64(Hashes.checksum(measures)).i64(MAGIC);
    return file.toBuffer();
  }

  private void append(Encoder part) {
    ByteBuffer bytes = part.toBuffer();
    raw(bytes);
    file.i64(Hashes.checksum(bytes));
  }

  private void raw(ByteBuffer bytes) {
    ByteBuffer rest = bytes.duplicate();
    while (rest.remaining() >= Long.BYTES) {
      file.i64(rest.getLong());
    }
    while (rest.hasRemaining()) {
      file.u8(rest.get());
    }
  }
}
