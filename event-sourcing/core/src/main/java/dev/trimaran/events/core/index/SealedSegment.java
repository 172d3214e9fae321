package dev.trimaran.events.core.index;

import dev.trimaran.base.Checks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A full segment in its file: the directory in memory, blocks as they are needed.
 *
 * @param <X> what goes wrong when a block is read
 */
public final class SealedSegment<X extends Exception> implements Segment<X> {

  /** Gives the blocks of the file. */
  public interface Blocks<X extends Exception> {

    /** The {@link SegmentDirectory#verified verified} content of a block. */
    ByteBuffer read(SegmentDirectory.Block block) throws X;
  }

  /** A term's entry: how many events have it, and where its postings begin. */
  private record Posting(ByteBuffer block, int count, int at) {}

  private final SegmentDirectory directory;
  private final Blocks<X> blocks;

  public SealedSegment(SegmentDirectory directory, Blocks<X> blocks) {
    this.directory = directory;
    this.blocks = blocks;
  }

  public SegmentDirectory directory() {
    return directory;
  }

  @Override
  public long first() {
    return directory.first();
  }

  @Override
  public int size() {
    return directory.size();
  }

  @Override
  public long latestCreated() {
    return directory.latestCreated();
  }

  @Override
  public void find(long streamHash, Candidates into) throws X {
    if (!directory.mayHold(streamHash)) {
      return;
    }
    int count = directory.blocks(Section.STREAMS);
    int number = directory.firstBlock(Section.STREAMS, streamHash, into.low());
    while (number < count
        && !directory.isBeyond(Section.STREAMS, number, streamHash, into.high())) {
      runs(read(Section.STREAMS, number), streamHash, into);
      number++;
    }
  }

  private void runs(ByteBuffer block, long streamHash, Candidates into) {
    while (block.hasRemaining()) {
      long hash = block.getLong();
      if (hash > streamHash) {
        return;
      }
      long revision = varint(block);
      int count = (int) varint(block);
      int at = block.position();
      if (hash == streamHash) {
        int from = (int) Math.clamp(into.low() - revision, 0L, (long) count);
        for (int i = from; i < count && revision + i <= into.high(); i++) {
          into.add(revision + i, first() + block.getChar(at + i * Character.BYTES));
        }
      }
      block.position(at + count * Character.BYTES);
    }
  }

  @Override
  public Places places(long from, int max) throws X {
    Checks.argument(from >= first() && from < end() && max > 0, "a position of this segment");
    int offset = (int) (from - first());
    int skip = offset % SegmentWriter.PLACES_EACH;
    int count = (int) Math.min(end() - from, SegmentWriter.PLACES_EACH - (long) skip);
    count = Math.min(count, max);
    ByteBuffer block = read(Section.PLACES, offset / SegmentWriter.PLACES_EACH);
    long entry = varint(block);
    int number = (int) varint(block) - 1; // the first is no entry further
    long[] entries = new long[count];
    int[] numbers = new int[count];
    long[] revisions = new long[count];
    for (int i = 0; i < skip + count; i++) {
      long further = varint(block);
      entry += further;
      number = further == 0 ? number + 1 : 0;
      long revision = varint(block);
      if (i >= skip) {
        entries[i - skip] = entry;
        numbers[i - skip] = number;
        revisions[i - skip] = revision;
      }
    }
    return new Places(from, entries, numbers, revisions);
  }

  @Override
  public int count(Term term) throws X {
    Posting posting = posting(term);
    return posting == null ? 0 : posting.count;
  }

  @Override
  public long[] positions(Term term, int skip, int max) throws X {
    Posting posting = posting(term);
    int count = posting == null ? 0 : Math.clamp(posting.count - (long) skip, 0, max);
    long[] found = new long[count];
    if (posting == null || count == 0) {
      return found;
    }
    if (posting.count <= SegmentWriter.MAX_ARRAY) {
      for (int i = 0; i < count; i++) {
        found[i] = first() + posting.block.getChar(posting.at + (skip + i) * Character.BYTES);
      }
    } else {
      fromBitmap(posting, skip, found);
    }
    return found;
  }

  @Override
  public int rank(Term term, long position) throws X {
    Posting posting = posting(term);
    if (posting == null) {
      return 0;
    }
    int offset = (int) Math.clamp(position - first(), 0L, (long) size());
    if (posting.count <= SegmentWriter.MAX_ARRAY) {
      int low = 0;
      int high = posting.count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (posting.block.getChar(posting.at + middle * Character.BYTES) < offset) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
    int rank = 0;
    for (int word = 0; word < offset >>> 6; word++) {
      rank += Long.bitCount(posting.block.getLong(posting.at + word * Long.BYTES));
    }
    if ((offset & 63) != 0) {
      long bits = posting.block.getLong(posting.at + (offset >>> 6) * Long.BYTES);
      rank += Long.bitCount(bits & (1L << offset) - 1);
    }
    return rank;
  }

  private void fromBitmap(Posting posting, int skip, long[] found) {
    int word = 0;
    int left = skip;
    long bits = posting.block.getLong(posting.at);
    while (Long.bitCount(bits) <= left) {
      left -= Long.bitCount(bits);
      word++;
      bits = posting.block.getLong(posting.at + word * Long.BYTES);
    }
    for (; left > 0; left--) {
      bits &= bits - 1;
    }
    for (int i = 0; i < found.length; i++) {
      while (bits == 0) {
        word++;
        bits = posting.block.getLong(posting.at + word * Long.BYTES);
      }
      found[i] = first() + word * 64L + Long.numberOfTrailingZeros(bits);
      bits &= bits - 1;
    }
  }

  private @Nullable Posting posting(Term term) throws X {
    long wanted = term.hash();
    if (!directory.mayHold(wanted)) {
      return null;
    }
    int blockCount = directory.blocks(Section.TERMS);
    int number = directory.firstBlock(Section.TERMS, wanted, 0);
    while (number < blockCount && !directory.isBeyond(Section.TERMS, number, wanted, 0)) {
      ByteBuffer block = read(Section.TERMS, number);
      while (block.hasRemaining()) {
        long hash = block.getLong();
        int kind = block.get();
        byte[] name = new byte[(int) varint(block)];
        block.get(name);
        int count = (int) varint(block);
        int at = block.position();
        if (hash == wanted && kind == term.kind().ordinal() && isName(name, term)) {
          return new Posting(block, count, at);
        }
        int bytes =
            count <= SegmentWriter.MAX_ARRAY
                ? count * Character.BYTES
                : SegmentWriter.BITMAP_WORDS * Long.BYTES;
        block.position(at + bytes);
      }
      number++;
    }
    return null;
  }

  private static boolean isName(byte[] name, Term term) {
    return new String(name, StandardCharsets.UTF_8).equals(term.name());
  }

  private ByteBuffer read(Section section, int number) throws X {
    return blocks.read(directory.block(section, number)).duplicate();
  }

  private static long varint(ByteBuffer block) {
    long result = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = block.get();
      result |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return result;
      }
    }
  }
}
