package dev.trimaran.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** One message of a gRPC call: a byte that says that it is not compressed, its size, itself. */
public final class GrpcMessage {

  static final int PREFIX = 5;

  private GrpcMessage() {}

  /** Leaves room for the prefix; the message is to be written next. */
  public static int begin(ByteBuf out) {
    out.writeZero(PREFIX);
    return out.writerIndex();
  }

  /**
   * The message is written: fills in its size.
   *
   * @param begun what {@link #begin} gave
   */
  public static void end(ByteBuf out, int begun) {
    out.setInt(begun - Integer.BYTES, out.writerIndex() - begun);
  }
}
