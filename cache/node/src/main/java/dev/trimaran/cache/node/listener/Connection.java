package dev.trimaran.cache.node.listener;

import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.resp.Input;
import dev.trimaran.cache.core.resp.RequestParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import java.net.SocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One client: what it has sent and was not executed, what it is to be answered and was not sent.
 * All methods belong to the listener's loop.
 *
 * <p>Its requests are executed in order. It is halted while the answer of one must wait (a blocking
 * command, a force of the append log, a pause) and while its replies pile up: then nothing more is
 * executed, and soon nothing more read.
 */
public final class Connection extends ChannelInboundHandlerAdapter {

  private static final int SEND_BYTES = 64 * 1024;
  private static final int HALTED_BYTES = 64 * 1024;

  private final CacheListener listener;
  private final RequestParser parser;
  private final Reply reply = new Reply();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Input input;
  private @Nullable Object attachment;
  private boolean halted;
  private boolean held;
  private boolean running;
  private boolean closing;
  private boolean enlisted;
  private boolean closeSent;
  private boolean listening;
  private long lastHeardNanos;
  private long halfwaySinceNanos;
  private long softSinceNanos;

  Connection(CacheListener listener) {
    this.listener = listener;
    parser = new RequestParser(listener.limits().request());
  }

  /** Where its replies are written; see {@link #wrote}. */
  public Reply reply() {
    return reply;
  }

  /** What the one who answers keeps with it. */
  public @Nullable Object attachment() {
    return attachment;
  }

  public void attach(Object mine) {
    attachment = mine;
  }

  /** Whether the client must authenticate and has not. */
  public void stranger(boolean is) {
    parser.stranger(is);
  }

  /** Whether the client listens to channels, for which other limits hold. */
  public void listening(boolean is) {
    listening = is;
  }

  public SocketAddress remoteAddress() {
    return channel().remoteAddress();
  }

  public SocketAddress localAddress() {
    return channel().localAddress();
  }

  /** Bytes received and not executed. */
  public int queryBytes() {
    return input == null ? 0 : input.length();
  }

  /** Bytes of replies that the client has not taken. */
  public long outputBytes() {
    return reply.length() + sentBytes();
  }

  /** Of these, those that wait for the socket. */
  private long sentBytes() {
    ChannelOutboundBuffer waiting = channel().unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  /** In how many pieces those wait that were sent. */
  public int outputWrites() {
    ChannelOutboundBuffer waiting = channel().unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.size();
  }

  /** Something was written to {@link #reply} outside a request: it is sent when the burst ends. */
  public void wrote() {
    enlist();
  }

  /** The answer that was waited for is written; the next requests are executed soon. */
  public void resume() {
    halted = false;
    enlist();
  }

  /** The replies that were held back may be sent; the next requests are executed. */
  public void release() {
    if (held) {
      held = false;
      send();
      run();
      finishBurst();
    }
  }

  /** Has {@link #catchUp} called once nothing is being executed. */
  private void enlist() {
    if (!enlisted) {
      enlisted = true;
      listener.enlist(this);
    }
  }

  /** Executes what may be executed now, and sends what is written. */
  void catchUp() {
    enlisted = false;
    if (!held) {
      run();
      sendBurst();
    }
  }

  /** Closes when all replies are sent. */
  public void closeAfterReply() {
    closing = true;
    wrote();
  }

  /** Closes at once. */
  public void kill() {
    closing = true;
    channel().close();
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    lastHeardNanos = listener.nanoTime();
    if (!listener.admit(this)) {
      closing = true;
      reply.error("ERR max number of clients reached");
      send();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closing = true;
    dropInput();
    listener.gone(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf read = (ByteBuf) message;
    try {
      if (closing) {
        return;
      }
      lastHeardNanos = listener.nanoTime();
      int length = read.readableBytes();
      listener.traffic().read(length);
      if ((long) queryBytes() + length > listener.limits().queryBytes()) {
        listener.log().info("a client exceeded the limit of its query buffer and is closed");
        listener.traffic().closedForQuery();
        kill();
        return;
      }
      Input into = input == null ? listener.inputs().borrow() : input;
      input = into;
      into.reserve(length);
      read.readBytes(into.array(), into.end(), length);
      into.added(length);
    } finally {
      read.release();
    }
    run();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    finishBurst();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable() && !closing) {
      run();
      finishBurst();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    closing = true;
    ctx.close();
    boolean environment = cause instanceof IOException || cause.getCause() instanceof SSLException;
    if (!environment) {
      listener.failed(cause);
    }
  }

  /** Executes the requests that are complete. */
  private void run() {
    Input from = input;
    if (from == null || running) {
      return;
    }
    running = true;
    int ahead = 0;
    while (!halted && !held && !closing && channel().isWritable()) {
      if (ahead-- == 0) {
        ahead = listener.lookAhead(this, from) - 1;
      }
      RequestParser.Outcome outcome = parser.next(from);
      if (outcome == RequestParser.Outcome.INCOMPLETE) {
        break;
      }
      if (outcome == RequestParser.Outcome.BROKEN) {
        reply.error(parser.error());
        closing = true;
        break;
      }
      halted = !listener.commands().request(this, parser.arguments());
      if (reply.length() >= SEND_BYTES) {
        sendBurst();
      }
    }
    running = false;
    noteHalfway(from);
    if (from.isEmpty() || closing) {
      dropInput();
    }
    throttle();
  }

  private void noteHalfway(Input from) {
    boolean waiting = !halted && !held && !from.isEmpty();
    if (!waiting) {
      halfwaySinceNanos = 0;
    } else if (halfwaySinceNanos == 0) {
      halfwaySinceNanos = lastHeardNanos;
    }
  }

  /** Stops reading while what was read cannot be executed. */
  private void throttle() {
    boolean stuck = halted || held || !channel().isWritable();
    boolean read = !stuck || queryBytes() < HALTED_BYTES;
    if (channel().config().isAutoRead() != read) {
      channel().config().setAutoRead(read);
    }
  }

  private void finishBurst() {
    if (!held) {
      sendBurst();
    }
    listener.catchUp();
  }

  private void sendBurst() {
    held = !listener.commands().burstEnds(this);
    if (!held) {
      send();
    }
  }

  /** Sends what is written. */
  void send() {
    ChannelHandlerContext ctx = context;
    int length = reply.length();
    if (ctx == null || !ctx.channel().isActive()) {
      reply.clear();
      return;
    }
    if (softSinceNanos != 0 && sentBytes() <= outputLimit().softBytes()) {
      softSinceNanos = 0; // It has taken what was too much: what follows begins anew.
    }
    if (length > 0) {
      ByteBuf out = ctx.alloc().directBuffer(length);
      out.writeBytes(reply.array(), 0, length);
      reply.clear();
      listener.traffic().wrote(length);
      ctx.writeAndFlush(out, ctx.voidPromise());
    }
    if (closing && !closeSent) {
      closeSent = true;
      ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else if (!closing && length > 0 && isSlow(listener.nanoTime())) {
      kill();
    }
  }

  /** Whether the client is to be disconnected: silent, slow to ask or slow to take its replies. */
  boolean isOverdue(long nowNanos) {
    ClientLimits limits = listener.limits();
    boolean silent =
        limits.idleSeconds() > 0
            && !halted
            && !listening
            && nowNanos - lastHeardNanos > limits.idleSeconds() * 1_000_000_000L;
    return silent || isTrickling(nowNanos, limits) || isSlow(nowNanos);
  }

  /** Gives back memory that replies have not needed since the last time. */
  void trim() {
    reply.trim();
  }

  /** A request that has begun may take so long, and a second more for each KiB of it. */
  private boolean isTrickling(long nowNanos, ClientLimits limits) {
    if (halfwaySinceNanos == 0 || limits.frameSeconds() == 0) {
      return false;
    }
    long allowed = limits.frameSeconds() + queryBytes() / 1024L;
    return nowNanos - halfwaySinceNanos > allowed * 1_000_000_000L;
  }

  private boolean isSlow(long nowNanos) {
    boolean exceeds = exceedsOutput(nowNanos);
    if (exceeds) {
      listener.traffic().closedForOutput();
    }
    return exceeds;
  }

  private OutputLimit outputLimit() {
    return listening ? listener.limits().pubsub() : listener.limits().normal();
  }

  private boolean exceedsOutput(long nowNanos) {
    OutputLimit limit = outputLimit();
    if (limit.hardBytes() == 0 && limit.softBytes() == 0) {
      return false;
    }
    long waiting = outputBytes();
    if (limit.hardBytes() > 0 && waiting > limit.hardBytes()) {
      return true;
    }
    if (limit.softBytes() == 0 || waiting <= limit.softBytes()) {
      softSinceNanos = 0;
      return false;
    }
    if (softSinceNanos == 0) {
      softSinceNanos = nowNanos;
    }
    return nowNanos - softSinceNanos > limit.softSeconds() * 1_000_000_000L;
  }

  private void dropInput() {
    Input mine = input;
    if (mine != null) {
      input = null;
      listener.inputs().giveBack(mine);
    }
  }

  private Channel channel() {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      throw new IllegalStateException("the connection is not open yet");
    }
    return ctx.channel();
  }
}
