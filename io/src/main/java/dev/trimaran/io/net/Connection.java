package dev.trimaran.io.net;

import dev.trimaran.base.NodeId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One TCP connection: first the hellos, then frames. */
final class Connection extends ChannelInboundHandlerAdapter {

  private final TcpNetwork network;
  private final FrameReader reader = new FrameReader(Hello.MAX_BYTES);

  /** Whom this side dialled; null on an accepted connection. */
  private final @Nullable Peer dialled;

  /** Set once both sides have agreed. */
  private @Nullable Peer peer;

  Connection(TcpNetwork network, @Nullable Peer dialled) {
    this.network = network;
    this.dialled = dialled;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (dialled != null) {
      send(context, hello(dialled.id, ""));
    }
    long limit = network.limits().connectTimeout().toNanos();
    context
        .executor()
        .schedule(
            () -> {
              if (peer == null) {
                context.close();
              }
            },
            limit,
            TimeUnit.NANOSECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
    ByteBuf bytes = (ByteBuf) message;
    try {
      for (ByteBuffer frame = reader.next(bytes); frame != null; frame = reader.next(bytes)) {
        Peer from = peer;
        if (from != null) {
          network.received(from.id, frame);
        } else if (!greeted(context, Hello.decode(frame))) {
          return;
        }
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Peer lost = peer != null ? peer : dialled;
    if (lost != null) {
      lost.disconnected(context.channel());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof ProtocolException) {
      network.refused(context.channel().remoteAddress() + ": " + cause.getMessage());
    } else if (cause instanceof IOException) {
      network.log().debug("connection to {} lost: {}", other(), cause.getMessage());
    } else {
      network.log().error("connection to {} closed by a bug", other(), cause);
    }
    context.close();
  }

  private boolean greeted(ChannelHandlerContext context, Hello hello) {
    if (dialled != null && !hello.refusal().isEmpty()) {
      network.refused("node " + dialled.id + " refuses this node: " + hello.refusal());
      context.close();
      return false;
    }
    String refusal = refusal(hello);
    if (!refusal.isEmpty()) {
      network.refused(context.channel().remoteAddress() + " is refused: " + refusal);
      if (dialled == null) {
        send(context, hello(hello.from(), refusal)).addListener(ChannelFutureListener.CLOSE);
      } else {
        context.close();
      }
      return false;
    }
    Peer agreed = dialled != null ? dialled : network.accepted(hello.from());
    if (dialled == null) {
      send(context, hello(hello.from(), ""));
    }
    peer = agreed;
    reader.maxBytes(network.limits().maxFrameBytes());
    agreed.connected(context.channel());
    return true;
  }

  private String refusal(Hello hello) {
    String refusal = hello.refusalBy(network.self(), network.clusterId());
    if (!refusal.isEmpty()) {
      return refusal;
    }
    if (dialled != null) {
      boolean asDialled = hello.from().equals(dialled.id);
      return asDialled ? "" : "node " + hello.from() + " answers in place of node " + dialled.id;
    }
    if (hello.from().compareTo(network.self()) > 0) {
      return "node " + hello.from() + " must not dial: the node with the smaller id does";
    }
    return network.roomFor(hello.from()) ? "" : "too many peers";
  }

  private Hello hello(NodeId to, String refusal) {
    return new Hello(Hello.VERSION, network.clusterId(), network.self(), to, refusal);
  }

  private ChannelFuture send(ChannelHandlerContext context, Hello hello) {
    ByteBuffer payload = hello.encode();
    ByteBuf bytes = context.alloc().ioBuffer(payload.remaining() + FrameReader.HEADER_BYTES);
    new FrameWriter().write(bytes, payload.remaining(), payload);
    return context.writeAndFlush(bytes);
  }

  private String other() {
    Peer known = peer != null ? peer : dialled;
    return known == null ? "a stranger" : known.id.toString();
  }
}
