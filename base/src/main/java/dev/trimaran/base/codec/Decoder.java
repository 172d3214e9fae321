package dev.trimaran.base.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.Checks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;

/**
 * Reads a frame that nobody vouches for. Every length is checked against what remains before
 * anything is allocated; whatever is wrong is a {@link DecodeException}.
 */
public final class Decoder {

  private final ByteBuffer frame;

  /**
   * @param frame read from its position to its limit; the buffer itself is left as it was
   */
  public Decoder(ByteBuffer frame) {
    this.frame = frame.slice().order(ByteOrder.BIG_ENDIAN);
  }

  /** Bytes not read yet. */
  public int remaining() {
    return frame.remaining();
  }

  /** One byte, 0 to 255. */
  public int u8() throws DecodeException {
    need(1, "a byte");
    return frame.get() & 0xff;
  }

  /** Four bytes, big-endian. */
  public int i32() throws DecodeException {
    need(Integer.BYTES, "an i32");
    return frame.getInt();
  }

  /** Eight bytes, big-endian. */
  public long i64() throws DecodeException {
    need(Long.BYTES, "an i64");
    return frame.getLong();
  }

  /** A varint of up to 64 bits. */
  public long varint() throws DecodeException {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      if (shift == 63 && next > 1) {
        break;
      }
      result |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return result;
      }
    }
    throw new DecodeException("a varint of more than 64 bits", frame.position());
  }

  /**
   * A number of items that follow.
   *
   * @param minBytesEach the least each of them takes, so that a count can't promise more than is
   *     there
   */
  public int count(int minBytesEach) throws DecodeException {
    Checks.argument(minBytesEach > 0, "an item takes at least a byte");
    long count = varint();
    if (count < 0 || count > frame.remaining() / minBytesEach) {
      throw new DecodeException(
          Long.toUnsignedString(count) + " items in " + frame.remaining() + " bytes",
          frame.position());
    }
    return (int) count;
  }

  /** Counted bytes, as a view of the frame. */
  public ByteBuffer bytes() throws DecodeException {
    int length = count(1);
    ByteBuffer view = frame.slice(frame.position(), length);
    frame.position(frame.position() + length);
    return view;
  }

  /** A text of counted UTF-8. */
  public String string() throws DecodeException {
    int offset = frame.position();
    try {
      return UTF_8.newDecoder().decode(bytes()).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("text that is not UTF-8", offset);
    }
  }

  /** Fails unless the whole frame was read. */
  public void end() throws DecodeException {
    if (frame.hasRemaining()) {
      throw new DecodeException(frame.remaining() + " bytes too many", frame.position());
    }
  }

  private void need(int length, String what) throws DecodeException {
    if (frame.remaining() < length) {
      throw new DecodeException(
          "the frame ends inside " + what + ": " + frame.remaining() + " bytes left",
          frame.position());
    }
  }
}
