package dev.trimaran.server.http;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection, in their order: a request waits until the one before it
 * is answered, so that pipelined answers never overtake each other.
 */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

  private final HttpRoutes routes;
  private CompletionStage<?> last = CompletableFuture.completedFuture(null);

  HttpHandler(HttpRoutes routes) {
    this.routes = routes;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    boolean head = request.method().equals(HttpMethod.HEAD);
    DecoderResult decoded = request.decoderResult();
    if (decoded.isFailure()) {
      write(ctx, malformed(decoded.cause()), head, false);
      return;
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    String method = request.method().name();
    String uri = request.uri();
    last =
        last.thenCompose(_ -> routes.answer(method, uri))
            .exceptionally(HttpHandler::failed)
            .thenAccept(reply -> write(ctx, reply, head, keepAlive));
  }

  private static HttpReply failed(Throwable cause) {
    LOG.error("an HTTP request failed", cause);
    return HttpReply.text(500, "internal error; see the log of this node\n");
  }

  private static HttpReply malformed(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> HttpReply.text(414, "the request line is too long\n");
      case TooLongHttpHeaderException _ -> HttpReply.text(431, "the headers are too long\n");
      case TooLongFrameException _ -> HttpReply.text(413, "the request is too long\n");
      default -> HttpReply.text(400, "this is not HTTP/1.1\n");
    };
  }

  private static void write(
      ChannelHandlerContext ctx, HttpReply reply, boolean head, boolean keepAlive) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(reply.body()));
    response.headers().set(CONTENT_TYPE, reply.contentType());
    response.headers().setInt(CONTENT_LENGTH, reply.body().length);
    response.headers().set("X-Content-Type-Options", "nosniff");
    if (keepAlive) {
      ctx.writeAndFlush(response);
    } else {
      response.headers().set(CONNECTION, HttpHeaderValues.CLOSE);
      ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** A peer that resets its connection, or is silent for too long, is its own affair. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("an HTTP connection ended: {}", cause.toString());
    ctx.close();
  }
}
