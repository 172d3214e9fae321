package dev.trimaran.raft.node.wal;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.HardState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Builds the state of the log from its frames in their order. */
final class Replay {

  private static final EntryKind[] KINDS = EntryKind.values();

  private final CRC32C crc = new CRC32C();
  private final ArrayList<Entry> entries = new ArrayList<>();
  private HardState hardState = HardState.INITIAL;

  /** Index that the log was started anew after; entries up to it are void. */
  private long base;

  private final Marking marking = new Marking();
  private long segmentMaxIndex;
  private boolean sealed;

  /** Goes on after segments that were not read, which left this term and vote. */
  void resume(HardState state) {
    hardState = state;
  }

  Marking marking() {
    return marking;
  }

  void beginSegment() {
    segmentMaxIndex = 0;
    sealed = false;
    marking.beginSegment();
  }

  HardState hardState() {
    return hardState;
  }

  List<Entry> entries() {
    return entries;
  }

  /** Largest index written in the segment, 0 when it holds no entry. */
  long segmentMaxIndex() {
    return segmentMaxIndex;
  }

  /** Whether the segment ends with its index. */
  boolean sealed() {
    return sealed;
  }

  /**
   * Takes the frames of a sound batch.
   *
   * @param end where in the segment they end
   * @return what is wrong with them, null when nothing is
   */
  @Nullable String batch(ByteBuffer frames, long end) {
    long origin = end - frames.limit();
    while (frames.remaining() >= Layout.FRAME_HEADER_BYTES && frames.get(frames.position()) != 0) {
      int start = frames.position();
      int length = frames.getInt(start + Layout.FRAME_LENGTH);
      int next = start + Layout.FRAME_HEADER_BYTES + length;
      if (length < 0 || next > frames.limit()) {
        return "a frame longer than its batch";
      }
      crc.reset();
      crc.update(frames.duplicate().limit(start + Layout.FRAME_CRC));
      crc.update(frames.duplicate().position(start + Layout.FRAME_INDEX).limit(next));
      if ((int) crc.getValue() != frames.getInt(start + Layout.FRAME_CRC)) {
        return "the checksum of a frame does not fit";
      }
      if (frames.get(start) == Layout.ENTRY) {
        marking.note(frames.getLong(start + Layout.FRAME_INDEX), origin + start);
      }
      String wrong = frame(frames, start, length);
      if (wrong != null) {
        return wrong;
      }
      frames.position(next);
    }
    return null;
  }

  private @Nullable String frame(ByteBuffer frames, int start, int length) {
    long index = frames.getLong(start + Layout.FRAME_INDEX);
    long term = frames.getLong(start + Layout.FRAME_TERM);
    switch (frames.get(start)) {
      case Layout.HARD_STATE ->
          hardState = new HardState(term, index == 0 ? null : new NodeId(index));
      case Layout.RESET -> {
        entries.clear();
        base = index;
      }
      case Layout.INDEX -> sealed = true;
      case Layout.ENTRY -> {
        int kind = frames.get(start + Layout.FRAME_ENTRY_KIND);
        if (kind < 0 || kind >= KINDS.length) {
          return "an entry of the unknown kind " + kind;
        }
        byte[] data = new byte[length];
        frames.get(start + Layout.FRAME_HEADER_BYTES, data);
        return entry(new Entry(index, term, KINDS[kind], data));
      }
      default -> {
        return "a frame of the unknown kind " + frames.get(start);
      }
    }
    return null;
  }

  private @Nullable String entry(Entry entry) {
    segmentMaxIndex = Math.max(segmentMaxIndex, entry.index());
    long next = entries.isEmpty() ? base + 1 : entries.getLast().index() + 1;
    if (entry.index() > next && !(entries.isEmpty() && base == 0)) {
      return "entry " + entry.index() + " follows entry " + (next - 1);
    }
    if (!entries.isEmpty() && entry.index() < next) {
      long keep = Math.max(0, entry.index() - entries.getFirst().index());
      entries.subList((int) keep, entries.size()).clear();
    }
    entries.add(entry);
    return null;
  }
}
