package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.node.wire.FrameCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages of one poll, sent as few frames for each peer. */
final class Outbound {

  private final Network network;
  private final FrameCodec codec;
  private final Map<NodeId, List<Message>> byPeer = new TreeMap<>();

  Outbound(Network network, FrameCodec codec) {
    this.network = network;
    this.codec = codec;
  }

  void add(NodeId to, Message message) {
    byPeer.computeIfAbsent(to, peer -> new ArrayList<>()).add(message);
  }

  void flush() {
    for (Map.Entry<NodeId, List<Message>> entry : byPeer.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        for (ByteBuffer frame : codec.encode(entry.getValue())) {
          network.send(entry.getKey(), frame);
        }
        entry.getValue().clear();
      }
    }
  }
}
