package dev.trimaran.io.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.NodeId;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/**
 * The first frame in each direction. Big-endian: magic u32, version u16, cluster u64, sender u64,
 * addressee u64, then the reason of a refusal in UTF-8, empty when the connection is accepted.
 *
 * @param refusal why the sender refuses the connection; empty when it does not
 */
record Hello(int version, long clusterId, NodeId from, NodeId to, String refusal) {

  /** What this release speaks. */
  static final int VERSION = 1;

  /** Long enough for any reason of ours. */
  static final int MAX_BYTES = 1024;

  private static final int MAGIC = 0x54524d4e; // "TRMN"
  private static final int FIXED_BYTES = 30;

  ByteBuffer encode() {
    byte[] reason = refusal.getBytes(UTF_8);
    int length = Math.min(reason.length, MAX_BYTES - FIXED_BYTES);
    return ByteBuffer.allocate(FIXED_BYTES + length)
        .putInt(MAGIC)
        .putShort((short) version)
        .putLong(clusterId)
        .putLong(from.value())
        .putLong(to.value())
        .put(reason, 0, length)
        .flip();
  }

  static Hello decode(ByteBuffer frame) throws ProtocolException {
    if (frame.remaining() < FIXED_BYTES || frame.getInt() != MAGIC) {
      throw new ProtocolException("not a Trimaran node: its first frame is no hello");
    }
    int version = Short.toUnsignedInt(frame.getShort());
    long clusterId = frame.getLong();
    long from = frame.getLong();
    long to = frame.getLong();
    if (from == 0 || to == 0) {
      throw new ProtocolException("a hello names two nodes");
    }
    String refusal = UTF_8.decode(frame).toString();
    return new Hello(version, clusterId, new NodeId(from), new NodeId(to), refusal);
  }

  /** Why {@code self} refuses this hello; empty when it does not. */
  String refusalBy(NodeId self, long cluster) {
    if (version != VERSION) {
      return "protocol version " + version + " is not spoken here, " + VERSION + " is";
    }
    if (clusterId != cluster) {
      return "node "
          + from
          + " belongs to cluster "
          + Long.toHexString(clusterId)
          + ", node "
          + self
          + " to cluster "
          + Long.toHexString(cluster);
    }
    if (!to.equals(self)) {
      return "this is node " + self + ", not node " + to + "; check the peer addresses";
    }
    if (from.equals(self)) {
      return "two nodes use the id " + self;
    }
    return "";
  }
}
