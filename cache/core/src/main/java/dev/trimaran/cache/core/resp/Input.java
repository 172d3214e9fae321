package dev.trimaran.cache.core.resp;

import dev.trimaran.base.Checks;

/**
 * The bytes of one connection that no request has consumed yet: {@code array[start, end)}. Bytes
 * are added behind the end and consumed at the start; making room moves them to the front or to a
 * larger array, which doubles, so that a byte is moved a bounded number of times on average.
 */
public final class Input {

  private static final int FIRST_BYTES = 16 * 1024;
  private static final int KEPT_BYTES = 256 * 1024;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private byte[] array = new byte[FIRST_BYTES];
  private int start;
  private int end;

  public byte[] array() {
    return array;
  }

  /** Where the first byte lies that is not consumed. */
  public int start() {
    return start;
  }

  /** Behind the last byte. */
  public int end() {
    return end;
  }

  /** Bytes that are there. */
  public int length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  /** Bytes of the array, those not in use included. */
  public int capacity() {
    return array.length;
  }

  /**
   * Makes room for {@code bytes} more behind the end. What was there keeps its distance from {@link
   * #start}, nothing else.
   */
  public void reserve(int bytes) {
    if (array.length - end >= bytes) {
      return;
    }
    int length = end - start;
    long needed = (long) length + bytes;
    Checks.that(needed <= MAX_BYTES, "the input of a connection fits into an array");
    byte[] to = array;
    if (needed > array.length) {
      to = new byte[(int) Math.min(MAX_BYTES, Math.max(needed, 2L * array.length))];
    }
    System.arraycopy(array, start, to, 0, length);
    array = to;
    start = 0;
    end = length;
  }

  /** So many bytes were written behind the end, where room was made for them. */
  public void added(int bytes) {
    Checks.that(bytes >= 0 && bytes <= array.length - end, "bytes are added where there is room");
    end += bytes;
  }

  /** Adds a copy of these bytes. */
  public void add(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, array, end, length);
    end += length;
  }

  /** The first bytes are done with. */
  public void consume(int bytes) {
    Checks.that(bytes >= 0 && bytes <= end - start, "what is consumed was there");
    start += bytes;
    if (start == end) {
      start = 0;
      end = 0;
    }
  }

  /** Forgets all bytes, and an array that a large request has left behind. */
  public void reset() {
    start = 0;
    end = 0;
    if (array.length > KEPT_BYTES) {
      array = new byte[FIRST_BYTES];
    }
  }
}
