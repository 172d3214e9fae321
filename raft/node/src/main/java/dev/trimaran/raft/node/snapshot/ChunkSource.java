package dev.trimaran.raft.node.snapshot;

/** A captured state machine, in chunks. */
public interface ChunkSource {

  /** The next chunk, empty at the end. */
  byte[] next();

  void close();
}
