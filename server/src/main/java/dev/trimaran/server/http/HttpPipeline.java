package dev.trimaran.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The handlers of an HTTP/1.1 connection. */
final class HttpPipeline {

  private final HttpRoutes routes;
  private final HttpLimits limits;

  HttpPipeline(HttpRoutes routes, HttpLimits limits) {
    this.routes = routes;
    this.limits = limits;
  }

  /** Puts them after {@code ctx} and takes away everything that was there but encryption. */
  void install(ChannelHandlerContext ctx) {
    ChannelPipeline pipeline = ctx.pipeline();
    List<ChannelHandler> others = new ArrayList<>();
    pipeline.forEach(entry -> {
      if (entry.getValue() != ctx.handler() && !(entry.getValue() instanceof SslHandler)) {
        others.add(entry.getValue());
      }
    });
    others.forEach(pipeline::remove);
    add(pipeline);
  }

  private void add(ChannelPipeline pipeline) {
    HttpDecoderConfig config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.lineBytes())
            .setMaxHeaderSize(limits.headerBytes());
    pipeline.addLast(new ReadTimeoutHandler(limits.idle().toMillis(), TimeUnit.MILLISECONDS));
    pipeline.addLast(new HttpServerCodec(config));
    pipeline.addLast(new HttpObjectAggregator(limits.bodyBytes()));
    pipeline.addLast(new HttpHandler(routes));
  }

  /** For a port that speaks HTTP/1.1 alone. */
  ChannelInitializer<Channel> initializer() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        add(channel.pipeline());
      }
    };
  }
}
