package dev.trimaran.raft.node.wal;

import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a full segment from its entries in force: the header, batches, and the seal. The first
 * batch begins with the last term and vote of the segment, for whoever reads it reads all of it.
 */
final class SegmentBuilder {

  private final SegmentHeader header;
  private final HardState state;
  private final int batchBytes;
  private final BatchEncoder encoder = new BatchEncoder();
  private final Marking marking = new Marking();
  private final List<Mark> marks = new ArrayList<>();
  private long position;
  private long sequence;
  private int chain;
  private long first;
  private long last;
  private boolean empty;

  SegmentBuilder(SegmentHeader header, HardState state, int batchBytes) {
    this.header = header;
    this.state = state;
    this.batchBytes = batchBytes;
    this.sequence = header.firstSequence();
    this.chain = header.previousCrc();
    encoder.clear();
    encoder.header(header);
    begin();
    encoder.hardState(state);
  }

  /** Bytes that were taken. */
  long position() {
    return position;
  }

  /** Whether the entry belongs to the next batch: {@link #take} this one first. */
  boolean isFull(Entry entry) {
    return !empty && encoder.batchBytes() + BatchEncoder.frameBytes(entry) > batchBytes;
  }

  void add(Entry entry) {
    marking.note(entry.index(), position + encoder.encodedBytes());
    encoder.entry(entry);
    first = first == 0 ? entry.index() : first;
    last = entry.index();
    empty = false;
  }

  /** The next bytes of the file. */
  ByteBuffer take() {
    ByteBuffer bytes = end();
    begin();
    return bytes;
  }

  /** The last bytes of the file. */
  ByteBuffer seal() {
    ByteBuffer pairs = ByteBuffer.allocate(marks.size() * 16);
    long due = 0;
    for (Mark mark : marks) {
      if (mark.offset() >= due) {
        pairs.putLong(mark.index()).putLong(mark.offset());
        due = mark.offset() + Layout.INDEX_STEP_BYTES;
      }
    }
    byte[] hints = new byte[pairs.flip().remaining()];
    pairs.get(hints);
    encoder.index(last, hints);
    return end();
  }

  /** What the index file says, once {@code seal} bytes were taken as the last. */
  SegmentSeal sealed(ByteBuffer seal) {
    long at = position - seal.remaining();
    return new SegmentSeal(
        header.number(), header.salt(), first, last, state, at, sequence - 1, chain);
  }

  OffsetIndex index() {
    return new OffsetIndex(marks);
  }

  private void begin() {
    encoder.begin(header.salt(), sequence, sequence - 1, chain);
    empty = true;
  }

  private ByteBuffer end() {
    chain = encoder.finish();
    sequence++;
    ByteBuffer bytes = encoder.copied();
    position += bytes.remaining();
    marks.addAll(marking.take(position));
    encoder.clear();
    return bytes;
  }
}
