package dev.trimaran.events.node.machine;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.state.EventState;
import dev.trimaran.events.node.model.IndexSink;
import dev.trimaran.raft.node.StateMachine;
import dev.trimaran.raft.node.model.ReplayNeededException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;

/**
 * A checkpoint as a stream of chunks: format i32, events i64, then counted pieces (length i32, so
 * many bytes): what the index has not in files, then those of the state. No event is in it: those
 * are in the log.
 */
final class EventSnapshot implements StateMachine.Snapshot {

  private static final int FORMAT = 1;
  private static final int CHUNK_BYTES = 256 << 10;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Iterator<ByteBuffer> pieces;
  private ByteBuffer head;
  private ByteBuffer piece;

  EventSnapshot(EventState state, byte[] index) {
    head =
        ByteBuffer.allocate(16)
            .putInt(FORMAT)
            .putLong(state.nextPosition())
            .putInt(index.length)
            .flip();
    piece = ByteBuffer.wrap(index);
    pieces = state.checkpoint();
  }

  @Override
  public byte[] next() {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    while (chunk.hasRemaining()) {
      move(head, chunk);
      move(piece, chunk);
      if (head.hasRemaining() || piece.hasRemaining()) {
        continue;
      }
      if (!pieces.hasNext()) {
        break;
      }
      piece = pieces.next();
      head = ByteBuffer.allocate(4).putInt(piece.remaining()).flip();
    }
    byte[] bytes = new byte[chunk.position()];
    chunk.flip().get(bytes);
    return bytes;
  }

  private static void move(ByteBuffer from, ByteBuffer to) {
    int count = Math.min(from.remaining(), to.remaining());
    to.put(from.slice(from.position(), count));
    from.position(from.position() + count);
  }

  @Override
  public void close() {
    head = NOTHING;
    piece = NOTHING;
  }

  // ---- the way back

  /** Fills an empty state and the index. */
  static void restore(InputStream from, EventState state, IndexSink index) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(from, 1 << 16));
    int format = in.readInt();
    if (format != FORMAT) {
      throw new ReplayNeededException(
          "the checkpoint has format " + format + ", this release reads " + FORMAT);
    }
    long events = in.readLong();
    ByteBuffer captured = piece(in);
    try {
      for (int piece = 0; piece < EventState.pieces(); piece++) {
        state.restore(piece, piece(in));
      }
    } catch (DecodeException e) {
      throw new ReplayNeededException("the checkpoint is not sound: " + e.getMessage());
    }
    if (!index.restore(events, captured)) {
      throw new ReplayNeededException("the index on disk is not sound");
    }
  }

  private static ByteBuffer piece(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] piece = in.readNBytes(Math.max(0, length));
    if (piece.length != length) {
      throw new EOFException("the checkpoint ends in the middle of a piece");
    }
    return ByteBuffer.wrap(piece);
  }
}
