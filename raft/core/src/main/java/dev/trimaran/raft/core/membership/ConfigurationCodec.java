package dev.trimaran.raft.core.membership;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;

/**
 * A configuration as the data of a log entry: a version byte, then voters, outgoing voters and
 * learners, each a count (32 bits) and that many ids (64 bits), big-endian.
 */
public final class ConfigurationCodec {

  private static final byte VERSION = 1;

  private ConfigurationCodec() {}

  public static byte[] encode(Configuration configuration) {
    int ids =
        configuration.voters().size()
            + configuration.outgoing().size()
            + configuration.learners().size();
    var buffer = ByteBuffer.allocate(1 + 3 * Integer.BYTES + ids * Long.BYTES);
    buffer.put(VERSION);
    put(buffer, configuration.voters());
    put(buffer, configuration.outgoing());
    put(buffer, configuration.learners());
    return buffer.array();
  }

  public static Configuration decode(byte[] data) {
    var buffer = ByteBuffer.wrap(data);
    Checks.that(buffer.get() == VERSION, "a configuration entry of a known version");
    return new Configuration(take(buffer), take(buffer), take(buffer));
  }

  private static void put(ByteBuffer buffer, Set<NodeId> nodes) {
    buffer.putInt(nodes.size());
    nodes.forEach(node -> buffer.putLong(node.value()));
  }

  private static Set<NodeId> take(ByteBuffer buffer) {
    var nodes = new TreeSet<NodeId>();
    for (int left = buffer.getInt(); left > 0; left--) {
      nodes.add(new NodeId(buffer.getLong()));
    }
    return nodes;
  }
}
