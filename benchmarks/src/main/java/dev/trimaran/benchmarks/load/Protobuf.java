package dev.trimaran.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** The two pieces of the protobuf encoding that requests of bytes need. */
final class Protobuf {

  private Protobuf() {}

  /** The tag of a length-delimited field; {@code field} is 1 to 15. */
  static int tag(int field) {
    return field << 3 | 2;
  }

  static void writeVarint(ByteBuf out, int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.writeByte(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }
}
