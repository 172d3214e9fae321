package dev.trimaran.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A port that speaks HTTP/1.1 alone. */
public final class HttpPort implements AutoCloseable {

  private final Channel channel;

  private HttpPort(Channel channel) {
    this.channel = channel;
  }

  /**
   * Binds and serves.
   *
   * @throws IOException when the address cannot be bound
   */
  public static HttpPort open(
      EventLoopGroup loops,
      Class<? extends ServerChannel> type,
      InetSocketAddress address,
      HttpRoutes routes)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .childHandler(new HttpPipeline(routes, HttpLimits.DEFAULT).initializer())
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + address + ": " + bound.cause().getMessage());
    }
    return new HttpPort(bound.channel());
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }
}
