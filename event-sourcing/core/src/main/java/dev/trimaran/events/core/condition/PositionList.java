package dev.trimaran.events.core.condition;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rising positions as differences, one to three bytes each, in blocks of 128 so that a search reads
 * only one.
 */
final class PositionList {

  private static final int BLOCK = 128;

  private byte[] bytes = new byte[16];
  private int size;
  private int count;
  private long last = -1;

  /** For each block: the position before its first, and where it begins. */
  private long[] fences = new long[2];

  long last() {
    return last;
  }

  void add(long position) {
    if (count % BLOCK == 0) {
      int at = count / BLOCK * 2;
      if (at == fences.length) {
        fences = Arrays.copyOf(fences, at * 2);
      }
      fences[at] = last;
      fences[at + 1] = size;
    }
    if (size + 10 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(32, bytes.length + bytes.length / 2));
    }
    long rest = position - last;
    while (rest > 0x7f) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    last = position;
    count++;
  }

  /** Looks for positions in rising order. */
  final class Cursor {

    private int block = -1;
    private int at;
    private int left;
    private long value = -1;

    /**
     * The first position at {@code wanted} or after it, {@link Long#MAX_VALUE} when there is none.
     */
    long seek(long wanted) {
      if (value >= wanted || wanted > last) {
        return wanted > last ? Long.MAX_VALUE : value;
      }
      int jump = blockOf(wanted);
      if (jump > block) {
        block = jump;
        value = fences[2 * block];
        at = (int) fences[2 * block + 1];
        left = Math.min(BLOCK, count - block * BLOCK);
      }
      while (value < wanted) {
        if (left == 0) {
          block++;
          left = Math.min(BLOCK, count - block * BLOCK);
        }
        value += difference();
        left--;
      }
      return value;
    }

    private long difference() {
      long result = 0;
      int shift = 0;
      while (true) {
        byte next = bytes[at++];
        result |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return result;
        }
        shift += 7;
      }
    }

    /** The last block that begins after a position before the wanted one. */
    private int blockOf(long wanted) {
      int low = Math.max(0, block);
      int high = (count - 1) / BLOCK;
      while (low < high) {
        int middle = low + high + 1 >>> 1;
        if (fences[2 * middle] < wanted) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }
  }

  Cursor cursor() {
    return new Cursor();
  }

  /** The list as it is now: what is added later goes behind its bytes, or into others. */
  Captured capture() {
    return new Captured(bytes, size, count);
  }

  /** A list that does not change. */
  record Captured(byte[] bytes, int size, int count) {
    void encode(Encoder out) {
      out.varint(count).bytes(ByteBuffer.wrap(bytes, 0, size));
    }
  }

  static PositionList decode(Decoder in) throws DecodeException {
    var list = new PositionList();
    long count = in.varint();
    var differences = new Decoder(in.bytes());
    for (long i = 0; i < count; i++) {
      long difference = differences.varint();
      if (difference <= 0) {
        throw new DecodeException("positions do not rise", 0);
      }
      list.add(list.last + difference);
    }
    differences.end();
    return list;
  }
}
