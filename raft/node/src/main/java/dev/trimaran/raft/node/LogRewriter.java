package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Rewrites full segments of a log that is kept, on this node's disk, while it runs: the ground on
 * which what nobody may read any more is taken out. Index, term and kind of every entry stay, so
 * replicas may hold different data of one entry and still agree.
 *
 * <p>A machine must reach the same state from a rewritten entry as from the one that was proposed,
 * for it may be given it: at a restart, and at a follower that catches up. The session in front of
 * a command stays: see {@link #withCommand}.
 *
 * <p>For any thread; one rewrite at a time. A crash leaves the old segment or the new one, whole.
 */
public interface LogRewriter {

  /**
   * A full segment whose entries are all applied here.
   *
   * @param number its position in the log, from 1
   * @param firstIndex first entry in force; of segments without any none is told
   * @param lastIndex last entry in force
   * @param bytes length of its file
   */
  record FullSegment(long number, long firstIndex, long lastIndex, long bytes) {}

  /** The segments that may be rewritten, oldest first. Blocks. */
  List<FullSegment> segments() throws IOException;

  /**
   * Replaces the data of commands of one segment, and blocks until that is durable and seen by
   * readers. The space it took goes back to the disk. When no data was replaced, the file stays.
   *
   * @param number of a segment that {@link #segments} has told
   * @param rewriter is given each entry in force that carries a command, in order, on the calling
   *     thread; returns it, or one with the same index, term and kind. The same array keeps the
   *     data
   * @return the bytes the file has now
   * @throws IllegalArgumentException when the segment is not such a one, or the rewriter gives
   *     another entry or one that is too large
   * @throws IllegalStateException when a rewrite is under way
   * @throws IOException when the disk is full, the segment is damaged, the node has stopped or the
   *     thread is interrupted while it reads: the segment is as before. A failed sync also stops
   *     the node
   */
  long rewrite(long number, UnaryOperator<Entry> rewriter) throws IOException;

  /**
   * As {@link #rewrite}, but returns when all was read and the rewriter was given every entry; what
   * is not yet written waits in memory. Fails with {@link IOException}.
   */
  CompletableFuture<Long> start(long number, UnaryOperator<Entry> rewriter) throws IOException;

  /** The entry with another command, of the same session and sequence. */
  static Entry withCommand(Entry entry, byte[] command) {
    Checks.argument(
        entry.kind() == EntryKind.COMMAND && Commands.isSound(entry.data()),
        "the entry carries a command");
    byte[] data =
        ByteBuffer.allocate(Commands.HEADER_BYTES + command.length)
            .put(entry.data(), 0, Commands.HEADER_BYTES)
            .put(command)
            .array();
    return new Entry(entry.index(), entry.term(), entry.kind(), data);
  }
}
