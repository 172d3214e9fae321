package dev.trimaran.simulation;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The network as one life of a node sees it. */
final class SimulatedNetwork implements Network {

  private final Incarnation life;
  private final Fabric fabric;
  private @Nullable Receiver receiver;
  private boolean closed;

  SimulatedNetwork(Incarnation life, Fabric fabric) {
    this.life = life;
    this.fabric = fabric;
  }

  @Override
  public void open(Receiver newReceiver) {
    Checks.argument(receiver == null && !closed, "a network is opened once");
    receiver = newReceiver;
  }

  @Override
  public boolean send(NodeId to, ByteBuffer... parts) {
    Checks.argument(receiver != null || closed, "a network is opened before the first send");
    if (closed || !life.alive()) {
      return false;
    }
    int length = 0;
    for (ByteBuffer part : parts) {
      length += part.remaining();
    }
    ByteBuffer frame = ByteBuffer.allocate(length);
    for (ByteBuffer part : parts) {
      frame.put(part.duplicate());
    }
    return fabric.send(life, to, frame.flip());
  }

  @Override
  public void close() {
    closed = true;
  }

  void receive(NodeId from, ByteBuffer frame) {
    if (receiver != null && !closed) {
      receiver.received(from, frame);
    }
  }

  void unreachable(NodeId peer) {
    if (receiver != null && !closed) {
      receiver.unreachable(peer);
    }
  }
}
