package dev.trimaran.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** The pieces of the protobuf encoding that requests need. */
public final class Protobuf {

  private Protobuf() {}

  /** The tag of a length-delimited field; {@code field} is 1 to 15. */
  public static int tag(int field) {
    return field << 3 | 2;
  }

  /** An unsigned number. */
  public static void writeVarint(ByteBuf out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** A number field; {@code field} is 1 to 15. */
  public static void number(ByteBuf out, int field, long value) {
    out.writeByte(field << 3);
    writeVarint(out, value);
  }

  /** A field of bytes. */
  public static void bytes(ByteBuf out, int field, byte[] value) {
    out.writeByte(tag(field));
    writeVarint(out, value.length);
    out.writeBytes(value);
  }

  /** A field of bytes that were written to a buffer of their own. */
  public static void bytes(ByteBuf out, int field, ByteBuf value) {
    out.writeByte(tag(field));
    writeVarint(out, value.readableBytes());
    out.writeBytes(value, value.readerIndex(), value.readableBytes());
  }
}
