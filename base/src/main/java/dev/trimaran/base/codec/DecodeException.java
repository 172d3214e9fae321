package dev.trimaran.base.codec;

/** Bytes are not what their format says. Says what, and at which offset. */
public final class DecodeException extends Exception {

  private static final long serialVersionUID = 1L;

  public DecodeException(String what, int offset) {
    super(what + " at offset " + offset);
  }
}
