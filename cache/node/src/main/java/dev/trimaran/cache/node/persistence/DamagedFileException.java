package dev.trimaran.cache.node.persistence;

import java.io.IOException;

/** A stored file is not what was written, and cutting it would lose what was safe. */
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final String REMEDY =
      "Changes that were acknowledged may be lost if it were cut. Restore the file from a copy, or"
          + " move the directory away to start with an empty cache";

  private final String file;
  private final long offset;

  DamagedFileException(String file, long offset, String what) {
    super(file + " is damaged at offset " + offset + ": " + what + ". " + REMEDY);
    this.file = file;
    this.offset = offset;
  }

  /** Its name in the directory. */
  public String file() {
    return file;
  }

  /** Where in the file, in bytes. */
  public long offset() {
    return offset;
  }
}
