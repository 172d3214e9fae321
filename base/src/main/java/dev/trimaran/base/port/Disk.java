package dev.trimaran.base.port;

import java.io.IOException;
import java.util.List;

/**
 * A directory tree that belongs to one node. Paths are relative, {@code /}-separated, without
 * {@code ..}.
 *
 * <p>What is written is lost by a crash until it is synced: file contents by {@link DiskFile#sync};
 * names (create, rename, delete) by {@link #syncDirectory}. Opening, listing and reading block and
 * belong to start-up or to a thread that may wait; everything else is asynchronous. Operations of
 * one {@link Lane} take effect and complete in the order in which they were submitted.
 */
public interface Disk {

  /** Which queue an operation waits in, so that bulk work never delays the log. */
  enum Lane {
    /** The write-ahead log. */
    LOG,
    /** Snapshots, preallocation, deletion. */
    BULK
  }

  /**
   * Names of the files directly in {@code directory}, sorted; empty when it does not exist. Blocks.
   */
  List<String> list(String directory) throws IOException;

  /** Whether the file exists. Blocks. */
  boolean exists(String path) throws IOException;

  /**
   * Opens a file for reading and writing, creating it and its directories when absent. Blocks.
   *
   * @throws IOException when the file cannot be opened
   */
  DiskFile open(String path, Lane lane) throws IOException;

  /** Renames atomically, replacing {@code to}; durable after {@link #syncDirectory}. */
  void rename(String from, String to, Lane lane, Completion completion);

  /** Deletes a file; deleting one that is absent succeeds. */
  void delete(String path, Lane lane, Completion completion);

  /** Makes the names in {@code directory} durable. */
  void syncDirectory(String directory, Lane lane, Completion completion);

  /** Bytes that can still be written. Blocks briefly. */
  long usableBytes() throws IOException;
}
