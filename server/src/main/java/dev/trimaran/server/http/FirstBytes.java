package dev.trimaran.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what a connection speaks, makes way for it, and hands on every byte it saw. */
final class FirstBytes extends ByteToMessageDecoder {

  /** How the preface of HTTP/2 begins (RFC 9113 section 3.4); no method of HTTP/1.1 does. */
  private static final byte[] PREFACE = {'P', 'R', 'I', ' '};

  private final @Nullable SslContext tls;
  private final Supplier<ChannelHandler> grpc;
  private final HttpPipeline http;
  private final HttpLimits limits;
  private @Nullable Object negotiation;
  private boolean decided;

  FirstBytes(
      @Nullable SslContext tls,
      Supplier<ChannelHandler> grpc,
      HttpPipeline http,
      HttpLimits limits) {
    this.tls = tls;
    this.grpc = grpc;
    this.http = http;
    this.limits = limits;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (tls != null) {
      ctx.pipeline().addBefore(ctx.name(), null, tls.newHandler(ctx.alloc()));
    }
    ctx.executor()
        .schedule(
            () -> {
              if (!decided) {
                ctx.close();
              }
            },
            limits.firstBytes().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** The gRPC server says once that negotiation may begin; its own handlers are told later. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (negotiation == null && !decided) {
      negotiation = event;
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (decided) {
      return;
    }
    int seen = Math.min(in.readableBytes(), PREFACE.length);
    for (int i = 0; i < seen; i++) {
      if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
        other(ctx, in);
        return;
      }
    }
    if (seen == PREFACE.length) {
      decided = true;
      ctx.pipeline().addAfter(ctx.name(), null, grpc.get());
      if (negotiation != null) {
        ctx.fireUserEventTriggered(negotiation);
      }
      ctx.pipeline().remove(this);
    }
  }

  private void other(ChannelHandlerContext ctx, ByteBuf in) {
    decided = true;
    byte first = in.getByte(in.readerIndex());
    if (first < 'A' || first > 'Z') {
      in.skipBytes(in.readableBytes());
      ctx.close();
      return;
    }
    http.install(ctx);
    ctx.pipeline().remove(this);
  }
}
