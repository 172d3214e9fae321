package dev.trimaran.io.disk;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * An open file. Only its lane writes, through one channel; readers have another, because a thread
 * that is interrupted while it reads closes the channel it reads from.
 */
final class OpenFile implements DiskFile {

  private final String path;
  private final Path file;
  private final LaneThread lane;
  private final FileChannel writer;
  private final Object readerLock = new Object();
  private @Nullable FileChannel reader;
  private volatile boolean closed;

  /** Set and read by the lane only: what failed first; the file is not trusted after it. */
  private @Nullable IOException failure;

  OpenFile(String path, Path file, LaneThread lane, FileChannel writer) {
    this.path = path;
    this.file = file;
    this.lane = lane;
    this.writer = writer;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public long size() throws IOException {
    return reader().size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    FileChannel channel = reader();
    int total = 0;
    while (into.hasRemaining()) {
      int count = channel.read(into, position + total);
      if (count < 0) {
        break;
      }
      total += count;
    }
    return total;
  }

  @Override
  public void write(long position, ByteBuffer data, Completion completion) {
    Checks.argument(position >= 0, "a position is not negative");
    submit(new Operation.Write(this, position, data, completion));
  }

  @Override
  public void sync(Completion completion) {
    submit(new Operation.Sync(this, completion));
  }

  @Override
  public void truncate(long size, Completion completion) {
    Checks.argument(size >= 0, "a size is not negative");
    submit(new Operation.Truncate(this, size, completion));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      lane.submit(new Operation.Close(this, failed -> {}));
    }
  }

  private void submit(Operation operation) {
    if (closed) {
      operation.completion().done(new IOException("the file is closed: " + path));
    } else {
      lane.submit(operation);
    }
  }

  private FileChannel reader() throws IOException {
    synchronized (readerLock) {
      if (closed) {
        throw new IOException("the file is closed: " + path);
      }
      if (reader == null || !reader.isOpen()) {
        reader = FileChannel.open(file, StandardOpenOption.READ);
      }
      return reader;
    }
  }

  // What follows is the lane's.

  /** Why operations of this file are refused, null while it is sound. */
  @Nullable IOException refusal() {
    return failure == null
        ? null
        : new IOException("an earlier operation of this file failed: " + path, failure);
  }

  @Nullable IOException remember(@Nullable IOException outcome) {
    if (outcome != null) {
      failure = outcome;
    }
    return outcome;
  }

  int write(ByteBuffer data, long position) throws IOException {
    return writer.write(data, position);
  }

  void force() throws IOException {
    writer.force(false);
  }

  void truncate(long size) throws IOException {
    long now = writer.size();
    if (size < now) {
      writer.truncate(size);
    } else if (size > now) {
      writer.write(ByteBuffer.allocate(1), size - 1);
    }
  }

  @Nullable IOException closeChannels() {
    try {
      writer.close();
      synchronized (readerLock) {
        if (reader != null) {
          reader.close();
        }
      }
      return null;
    } catch (IOException e) {
      return e;
    }
  }
}
