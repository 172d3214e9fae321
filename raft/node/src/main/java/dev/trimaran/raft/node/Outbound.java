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
import org.jspecify.annotations.Nullable;

/**
 * Messages of one poll, sent as few frames for each peer. Messages that only repeat what was said
 * before, as heartbeats of an idle leader and the answers to them do, may wait for company: they
 * carry no entry, no news of the commit and no round of reads.
 */
final class Outbound {

  private static final class Peer {
    private final List<Message> messages = new ArrayList<>();
    private @Nullable Message lastRequest;
    private @Nullable Message lastResponse;
    private boolean news;
  }

  private final Network network;
  private final FrameCodec codec;
  private final Map<NodeId, Peer> peers = new TreeMap<>();

  Outbound(Network network, FrameCodec codec) {
    this.network = network;
    this.codec = codec;
  }

  void add(NodeId to, Message message) {
    Peer peer = peers.computeIfAbsent(to, id -> new Peer());
    peer.messages.add(message);
    peer.news |= isNews(peer, message);
  }

  void flush() {
    for (Map.Entry<NodeId, Peer> entry : peers.entrySet()) {
      Peer peer = entry.getValue();
      if (peer.messages.isEmpty()) {
        continue;
      }
      for (ByteBuffer frame : codec.encode(peer.messages)) {
        if (peer.news) {
          network.send(entry.getKey(), frame);
        } else {
          network.sendLater(entry.getKey(), frame);
        }
      }
      peer.messages.clear();
      peer.news = false;
    }
  }

  /** Whether the peer was told something else last. */
  private static boolean isNews(Peer peer, Message message) {
    if (message instanceof Message.AppendRequest request) {
      boolean same = request.entries().isEmpty() && request.equals(peer.lastRequest);
      peer.lastRequest = request.entries().isEmpty() ? request : null;
      return !same;
    }
    if (message instanceof Message.AppendResponse response) {
      boolean same = response.success() && response.equals(peer.lastResponse);
      peer.lastResponse = response;
      return !same;
    }
    return true;
  }
}
