package dev.trimaran.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The HPACK blocks of a unary gRPC request (RFC 7541, appendix A for the static table). The first
 * block of a connection enters its four varying fields into the server's dynamic table; every later
 * block is six bytes that refer to them.
 */
final class RequestBlock {

  private static final byte[] METHOD_POST_SCHEME_HTTP = {(byte) 0x83, (byte) 0x86};

  /** Later blocks: path, authority, te and content-type as dynamic entries 65 to 62. */
  static final byte[] LATER = {
    (byte) 0x83, (byte) 0x86, (byte) 0xC1, (byte) 0xC0, (byte) 0xBF, (byte) 0xBE
  };

  private RequestBlock() {}

  static byte[] first(String path, String authority) {
    ByteBuf block = Unpooled.buffer(128);
    block.writeBytes(METHOD_POST_SCHEME_HTTP);
    block.writeByte(0x44); // :path
    string(block, path);
    block.writeByte(0x41); // :authority
    string(block, authority);
    block.writeByte(0x40); // a new name
    string(block, "te");
    string(block, "trailers");
    block.writeByte(0x5F); // content-type
    string(block, "application/grpc");
    byte[] bytes = new byte[block.readableBytes()];
    block.readBytes(bytes);
    return bytes;
  }

  private static void string(ByteBuf block, String text) {
    if (text.length() > 126) {
      throw new IllegalArgumentException("header too long: " + text);
    }
    block.writeByte(text.length());
    block.writeCharSequence(text, US_ASCII);
  }
}
