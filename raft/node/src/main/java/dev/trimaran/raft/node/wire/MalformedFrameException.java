package dev.trimaran.raft.node.wire;

/** A frame is not what this release understands; it is dropped. */
public final class MalformedFrameException extends Exception {

  private static final long serialVersionUID = 1L;

  public MalformedFrameException(String message) {
    super(message, null, false, false);
  }
}
