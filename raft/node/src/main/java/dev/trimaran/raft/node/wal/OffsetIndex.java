package dev.trimaran.raft.node.wal;

import java.nio.ByteBuffer;
import java.util.List;

/** The marks of a full segment, 16 bytes for each 16 KiB: where to begin to look for an entry. */
final class OffsetIndex {

  static final int MARK_BYTES = 16;

  private final long[] indexes;
  private final int[] offsets;
  private final int[] batchEnds;

  OffsetIndex(List<Mark> marks) {
    int count = marks.size();
    indexes = new long[count];
    offsets = new int[count];
    batchEnds = new int[count];
    for (int i = 0; i < count; i++) {
      Mark mark = marks.get(i);
      indexes[i] = mark.index();
      offsets[i] = mark.offset();
      batchEnds[i] = mark.batchEnd();
    }
  }

  /** Where {@code index} is, which is not before the first mark. */
  Stretch stretch(long index) {
    int found = java.util.Arrays.binarySearch(indexes, index);
    int slot = found >= 0 ? found : -found - 2;
    long end = slot + 1 < indexes.length ? indexes[slot + 1] - 1 : Long.MAX_VALUE;
    return new Stretch(new Mark(indexes[slot], offsets[slot], batchEnds[slot]), end);
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(indexes.length * MARK_BYTES);
    for (int i = 0; i < indexes.length; i++) {
      bytes.putLong(indexes[i]).putInt(offsets[i]).putInt(batchEnds[i]);
    }
    return bytes.flip();
  }

  static OffsetIndex decode(ByteBuffer bytes) {
    List<Mark> marks = new java.util.ArrayList<>(bytes.remaining() / MARK_BYTES);
    while (bytes.remaining() >= MARK_BYTES) {
      marks.add(new Mark(bytes.getLong(), bytes.getInt(), bytes.getInt()));
    }
    return new OffsetIndex(marks);
  }
}
