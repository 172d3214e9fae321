package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The committed entries of a log that is kept, read from this node's disk while it runs. For any
 * thread, virtual ones too; reading blocks. Each read finds its place by a sparse index and checks
 * the checksum of what it gives: a damaged entry is a {@link
 * dev.trimaran.raft.node.model.DamagedFileException} with file and offset, never wrong bytes.
 *
 * <p>Memory: the marks of up to 64 segments, 16 bytes for each 16 KiB of log, and a window of 64
 * KiB for each read under way.
 *
 * <p>A command can be in the log twice, when it was proposed again after a change of leader. The
 * machine is given it once, at the first of both indexes: what the machine recorded says which
 * entries count.
 */
public interface LogReader {

  /** Index of the first entry: 1, or 0 while the log is empty. */
  long firstIndex();

  /** Index of the last entry that may be read: what this node knows to be committed. */
  long lastIndex();

  /**
   * Reads one entry.
   *
   * @throws IllegalArgumentException when it is not from 1 to {@link #lastIndex}
   * @throws IOException when it is damaged, the disk fails, the thread is interrupted or the node
   *     has stopped
   */
  Entry read(long index) throws IOException;

  /**
   * Reads consecutive entries, from {@code from} on: at least one, however large, else within both
   * limits; none when {@code from} is after {@link #lastIndex}.
   *
   * @param maxBytes of data
   * @throws IOException as for {@link #read(long)}
   */
  List<Entry> read(long from, int maxEntries, int maxBytes) throws IOException;

  /** The command of an entry as it was proposed: a view, nothing is copied. */
  static ByteBuffer command(Entry entry) {
    Checks.argument(
        entry.kind() == EntryKind.COMMAND && Commands.isSound(entry.data()),
        "the entry carries a command");
    int header = Commands.HEADER_BYTES;
    return ByteBuffer.wrap(entry.data(), header, entry.data().length - header).slice();
  }
}
