package dev.trimaran.raft.node.model;

import java.io.IOException;

/** A stored file is not what was written, and cutting it would lose what was acknowledged. */
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;

  /**
   * @param remedy what the operator can do
   */
  public DamagedFileException(String file, long offset, String what, String remedy) {
    super(file + " is damaged at offset " + offset + ": " + what + ". " + remedy);
    this.file = file;
    this.offset = offset;
  }

  /** The damaged file, relative to the node's directory. */
  public String file() {
    return file;
  }

  /** Where in the file, in bytes. */
  public long offset() {
    return offset;
  }
}
