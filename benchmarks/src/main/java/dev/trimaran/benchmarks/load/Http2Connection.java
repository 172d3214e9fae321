package dev.trimaran.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.collection.IntObjectHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/2 connection with a fixed number of unary calls in flight: as one ends, the next is
 * sent. Requests that a read batch gives rise to leave in one write.
 */
final class Http2Connection extends ByteToMessageDecoder {

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int FRAME_HEADER = 9;
  private static final int FRAME = 16_384;
  private static final int RESTOCK = 1 << 20;
  private static final int WINDOW = 1 << 30;

  private final LoadRun run;
  private final Workload workload;
  private final Clients clients;
  private final byte[] firstBlock;
  private final DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader(false);
  private final Frames frames = new Frames();
  private final IntObjectHashMap<Call> calls = new IntObjectHashMap<>();
  private final ByteBuf body = Unpooled.buffer(FRAME);
  private @Nullable ByteBuf pending;
  private int nextStream = 1;
  private long sendWindow = 65_535;
  private int received;

  /** One call in flight; reused for the next. */
  private static final class Call {
    final int client;
    int first = -1;
    long startedNanos;
    int replyBytes;

    Call(int client) {
      this.client = client;
    }
  }

  /**
   * The clients of one connection.
   *
   * @param first number of the first of them
   */
  record Clients(int first, int count) {}

  Http2Connection(LoadRun run, Workload workload, Clients clients, String authority) {
    this.run = run;
    this.workload = workload;
    this.clients = clients;
    this.firstBlock = RequestBlock.first(workload.path(), authority);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ByteBuf out = pending(ctx);
    out.writeBytes(PREFACE);
    header(out, 12, Http2FrameTypes.SETTINGS, 0, 0);
    out.writeShort(2).writeInt(0); // no push
    out.writeShort(4).writeInt(WINDOW); // of each stream: whole logs are read by one call
    header(out, 4, Http2FrameTypes.WINDOW_UPDATE, 0, 0);
    out.writeInt(WINDOW);
    for (int i = 0; i < clients.count(); i++) {
      send(ctx, new Call(clients.first() + i));
    }
    flushPending(ctx);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    super.channelReadComplete(ctx);
    flushPending(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    release();
    run.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    run.fail(cause.toString());
    ctx.close();
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    release();
    reader.close();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws Http2Exception {
    reader.readFrame(ctx, in, frames);
  }

  private void send(ChannelHandlerContext ctx, Call call) {
    int stream = nextStream;
    nextStream += 2;
    call.startedNanos = System.nanoTime();
    call.replyBytes = 0;
    call.first = -1;
    calls.put(stream, call);
    ByteBuf out = pending(ctx);
    byte[] block = stream == 1 ? firstBlock : RequestBlock.LATER;
    header(out, block.length, Http2FrameTypes.HEADERS, Http2Flags.END_HEADERS, stream);
    out.writeBytes(block);
    workload.write(body.clear(), call.client);
    sendWindow -= body.readableBytes();
    data(out, stream);
    if (sendWindow < 0) {
      throw new IllegalStateException(
          "the server's flow-control window is used up: fewer clients a connection, please");
    }
  }

  /** The body in frames that any peer takes. */
  private void data(ByteBuf out, int stream) {
    while (body.isReadable()) {
      int size = Math.min(FRAME, body.readableBytes());
      int flags = size == body.readableBytes() ? Http2Flags.END_STREAM : 0;
      header(out, size, Http2FrameTypes.DATA, flags, stream);
      out.writeBytes(body, size);
    }
  }

  private void ended(ChannelHandlerContext ctx, int stream, String status) {
    Call call = calls.remove(stream);
    if (call == null) {
      return;
    }
    boolean good = status.equals("0") && workload.isRight(call.first, call.replyBytes);
    if (!good) {
      run.refused(
          "grpc-status "
              + status
              + ", reply of "
              + call.replyBytes
              + " bytes, field "
              + (call.first >> 3));
    }
    if (run.completed(call.startedNanos, good)) {
      send(ctx, call);
    } else if (calls.isEmpty()) {
      ctx.close();
    }
  }

  private ByteBuf pending(ChannelHandlerContext ctx) {
    ByteBuf buffer = pending;
    if (buffer == null) {
      buffer = ctx.alloc().directBuffer(4096);
      pending = buffer;
    }
    return buffer;
  }

  private void flushPending(ChannelHandlerContext ctx) {
    ByteBuf buffer = pending;
    if (buffer != null) {
      pending = null;
      ctx.writeAndFlush(buffer, ctx.voidPromise());
    }
  }

  private void release() {
    ByteBuf buffer = pending;
    if (buffer != null) {
      pending = null;
      buffer.release();
    }
  }

  private static void header(ByteBuf out, int length, int type, int flags, int stream) {
    out.writeMedium(length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
  }

  /** What the server sends. */
  private final class Frames extends Http2FrameAdapter {

    @Override
    public int onDataRead(
        ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream) {
      Call call = calls.get(streamId);
      int bytes = data.readableBytes() + padding;
      if (call != null) {
        int message = GrpcMessage.PREFIX - call.replyBytes;
        if (message >= 0 && message < data.readableBytes()) {
          call.first = data.getUnsignedByte(data.readerIndex() + message);
        }
        call.replyBytes += bytes;
      }
      received += bytes;
      if (received >= RESTOCK) {
        ByteBuf out = pending(ctx);
        header(out, 4, Http2FrameTypes.WINDOW_UPDATE, 0, 0);
        out.writeInt(received);
        received = 0;
      }
      return bytes;
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx,
        int streamId,
        Http2Headers headers,
        int padding,
        boolean endOfStream) {
      if (endOfStream) {
        CharSequence status = headers.get("grpc-status");
        ended(ctx, streamId, status == null ? "missing" : status.toString());
      }
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode) {
      ended(ctx, streamId, "reset " + errorCode);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
      header(pending(ctx), 0, Http2FrameTypes.SETTINGS, Http2Flags.ACK, 0);
    }

    @Override
    public void onPingRead(ChannelHandlerContext ctx, long data) {
      ByteBuf out = pending(ctx);
      header(out, 8, Http2FrameTypes.PING, Http2Flags.ACK, 0);
      out.writeLong(data);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext ctx, int streamId, int increment) {
      if (streamId == 0) {
        sendWindow += increment;
      }
    }

    @Override
    public void onGoAwayRead(
        ChannelHandlerContext ctx, int lastStreamId, long errorCode, ByteBuf debugData) {
      run.fail("the server sent GOAWAY: " + debugData.toString(US_ASCII));
    }
  }
}
