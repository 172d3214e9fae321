package dev.trimaran.io.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process, or a second node of this one, out of a data directory. */
final class DirectoryLock implements Closeable {

  /** The file that is locked. */
  static final String NAME = ".lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  static DirectoryLock take(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DirectoryLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(directory, e);
    }
    channel.close();
    throw inUse(directory, null);
  }

  private static IOException inUse(Path directory, @Nullable Exception cause) {
    return new IOException(
        "the data directory is in use: "
            + directory
            + " is locked by another node; stop that node, or give this one a directory of its own",
        cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
