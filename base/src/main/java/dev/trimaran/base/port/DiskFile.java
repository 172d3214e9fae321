package dev.trimaran.base.port;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file of a {@link Disk}. */
public interface DiskFile {

  /** The path it was opened by. */
  String path();

  /** Current length in bytes. Blocks briefly. */
  long size() throws IOException;

  /**
   * Reads from {@code position} until {@code into} is full or the file ends. Blocks.
   *
   * @return bytes read, 0 at or past the end
   */
  int read(long position, ByteBuffer into) throws IOException;

  /**
   * Writes {@code data} at {@code position}, growing the file as needed. The buffer belongs to the
   * port until the completion. Not durable before {@link #sync} completes.
   */
  void write(long position, ByteBuffer data, Completion completion);

  /** Makes all writes submitted before it durable. A failure is final: it is never retried. */
  void sync(Completion completion);

  /** Cuts the file to {@code size} bytes. */
  void truncate(long size, Completion completion);

  /** Closes after the operations already submitted. */
  void close();
}
