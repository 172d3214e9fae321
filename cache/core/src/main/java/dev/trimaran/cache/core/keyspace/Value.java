package dev.trimaran.cache.core.keyspace;

/** A string value to be stored: a view, reused by its owner, that the store copies. */
public final class Value {

  private byte[] array = new byte[0];
  private int offset;
  private int length;
  private boolean raw;

  /** A string as a client wrote it. */
  public Value of(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    raw = false;
    return this;
  }

  /** A string made by editing ({@code APPEND}, {@code SETBIT}): its encoding is told as raw. */
  public Value edited(byte[] array, int offset, int length) {
    of(array, offset, length);
    raw = true;
    return this;
  }

  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public boolean raw() {
    return raw;
  }
}
