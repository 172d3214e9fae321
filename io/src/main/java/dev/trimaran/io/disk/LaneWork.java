package dev.trimaran.io.disk;

import dev.trimaran.io.disk.Operation.Close;
import dev.trimaran.io.disk.Operation.Named;
import dev.trimaran.io.disk.Operation.OfFile;
import dev.trimaran.io.disk.Operation.Sync;
import dev.trimaran.io.disk.Operation.Truncate;
import dev.trimaran.io.disk.Operation.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Does batches of operations. A run of writes and syncs of one file becomes as few writes as its
 * positions allow, through one direct buffer, and one force for all its syncs; its completions come
 * after that, in order.
 */
final class LaneWork {

  private static final int GATHER_BYTES = 1 << 20;

  private final ByteBuffer gather = ByteBuffer.allocateDirect(GATHER_BYTES);
  private final Deque<OfFile> run = new ArrayDeque<>();
  private long gatherPosition;

  /** Empties {@code batch}. */
  void run(Deque<Operation> batch) {
    while (!batch.isEmpty()) {
      switch (batch.remove()) {
        case Write write -> finishRun(write, batch);
        case Sync sync -> finishRun(sync, batch);
        case Truncate truncate -> alone(truncate, () -> truncate.file().truncate(truncate.size()));
        case Close close -> close.completion().done(close.file().closeChannels());
        case Named named -> named.completion().done(attempt(named.action()));
      }
    }
  }

  private static void alone(OfFile operation, Operation.Action action) {
    OpenFile file = operation.file();
    IOException before = file.refusal();
    operation.completion().done(before != null ? before : file.remember(attempt(action)));
  }

  private void finishRun(OfFile first, Deque<Operation> batch) {
    OpenFile file = first.file();
    run.add(first);
    while (batch.peek() instanceof OfFile next
        && next.file() == file
        && (next instanceof Write || next instanceof Sync)) {
      run.add(next);
      batch.remove();
    }
    IOException before = file.refusal();
    IOException failure = before != null ? before : file.remember(attempt(() -> writeRun(file)));
    while (!run.isEmpty()) {
      run.remove().completion().done(failure);
    }
  }

  private void writeRun(OpenFile file) throws IOException {
    boolean sync = false;
    gather.clear();
    for (OfFile operation : run) {
      if (operation instanceof Write write) {
        add(file, write.position(), write.data());
      } else {
        sync = true;
      }
    }
    flush(file);
    if (sync) {
      file.force();
    }
  }

  private void add(OpenFile file, long position, ByteBuffer data) throws IOException {
    ByteBuffer rest = data.duplicate();
    long at = position;
    if (at != gatherPosition + gather.position()) {
      flush(file);
    }
    while (rest.hasRemaining()) {
      if (!gather.hasRemaining()) {
        flush(file);
      }
      if (gather.position() == 0) {
        gatherPosition = at;
      }
      int length = Math.min(rest.remaining(), gather.remaining());
      gather.put(gather.position(), rest, rest.position(), length);
      gather.position(gather.position() + length);
      rest.position(rest.position() + length);
      at += length;
    }
  }

  private void flush(OpenFile file) throws IOException {
    gather.flip();
    long at = gatherPosition;
    while (gather.hasRemaining()) {
      at += file.write(gather, at);
    }
    gather.clear();
  }

  private static @Nullable IOException attempt(Operation.Action action) {
    try {
      action.run();
      return null;
    } catch (IOException e) {
      return e;
    }
  }
}
