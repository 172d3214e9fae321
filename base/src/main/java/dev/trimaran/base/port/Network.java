package dev.trimaran.base.port;

import dev.trimaran.base.NodeId;
import java.nio.ByteBuffer;

/**
 * Datagram-like exchange of frames between the nodes of a cluster. Frames may be lost, duplicated,
 * reordered and delayed; never altered. Each node of the world has a network of its own.
 */
public interface Network {

  /** Told of what arrives; called on a thread of the port, only hands on to an inbox. */
  interface Receiver {

    /** A frame from a peer; the buffer belongs to the receiver. */
    void received(NodeId from, ByteBuffer frame);

    /** The peer cannot be reached now: its connection was refused, reset or given up. */
    void unreachable(NodeId peer);
  }

  /** Starts to receive. Called once, before the first send. */
  void open(Receiver receiver);

  /**
   * Sends one frame, the concatenation of {@code parts}; never blocks. The buffers' contents must
   * not change afterwards.
   *
   * @return false when the frame was dropped at once (no connection, or the peer's queue is full)
   */
  boolean send(NodeId to, ByteBuffer... parts);

  /**
   * Sends a frame that nobody waits for, and that says all that the one before it said: it may wait
   * a while, to travel with others to the same peer, and may be dropped for a later one. Here it is
   * sent at once.
   */
  default boolean sendLater(NodeId to, ByteBuffer frame) {
    return send(to, frame);
  }

  /** Stops sending and receiving. */
  void close();
}
