package dev.trimaran.events.node.cluster;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import java.nio.ByteBuffer;

/**
 * Where a node serves clients of the event store.
 *
 * @param host as clients are told
 */
public record NodeAddress(String host, int port) {

  private static final int VERSION = 1;

  byte[] encode() {
    ByteBuffer encoded = new Encoder(32).u8(VERSION).string(host).varint(port).toBuffer();
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  static NodeAddress decode(byte[] bytes) throws DecodeException {
    var in = new Decoder(ByteBuffer.wrap(bytes));
    int version = in.u8();
    String host = in.string();
    long port = in.varint();
    in.end();
    if (version != VERSION || port < 0 || port > 65_535) {
      throw new DecodeException("an address of version " + version + " and port " + port, 0);
    }
    return new NodeAddress(host, (int) port);
  }
}
