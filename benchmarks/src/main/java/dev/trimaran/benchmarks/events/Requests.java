package dev.trimaran.benchmarks.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.benchmarks.load.GrpcMessage;
import dev.trimaran.benchmarks.load.Protobuf;
import dev.trimaran.benchmarks.load.Workload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;

/** What is asked of the event store, as bytes of its own protocol: the Streams service. */
final class Requests {

  private static final String SERVICE = "/event_store.client.streams.Streams/";
  private static final int FIRST_FIELD = Protobuf.tag(1);

  private Requests() {}

  static String stream(String prefix, long number) {
    return prefix + "-" + number;
  }

  /** Appends to a stream of the client's own, each time expecting its last revision. */
  static final class Appends implements Workload {

    private final String prefix;
    private final int events;
    private final long[] next;
    private final byte[] data;
    private final SplittableRandom random = new SplittableRandom(44);
    private final ByteBuf options = Unpooled.buffer();
    private final ByteBuf inner = Unpooled.buffer();
    private final ByteBuf message = Unpooled.buffer();

    /**
     * @param prefix of the streams, fresh in each run
     * @param events of one append
     */
    Appends(String prefix, int clients, int events, int dataBytes) {
      this.prefix = prefix;
      this.events = events;
      this.next = new long[clients];
      this.data = new byte[dataBytes];
      random.nextBytes(data);
    }

    @Override
    public String path() {
      return SERVICE + "Append";
    }

    @Override
    public void write(ByteBuf out, int client) {
      writeTo(out, stream(prefix, client), next[client]);
      next[client] += events;
    }

    void writeTo(ByteBuf out, String stream, long length) {
      options.clear();
      identifier(options, stream);
      if (length == 0) {
        Protobuf.bytes(options, 3, new byte[0]);
      } else {
        Protobuf.number(options, 2, length - 1);
      }
      field(out, 1, options);
      for (int i = 0; i < events; i++) {
        event();
        field(out, 2, message);
      }
    }

    private void event() {
      message.clear();
      inner.clear();
      Protobuf.number(inner, 1, random.nextLong());
      Protobuf.number(inner, 2, random.nextLong());
      byte[] id = new byte[inner.readableBytes()];
      inner.readBytes(id);
      inner.clear();
      Protobuf.bytes(inner, 1, id);
      Protobuf.bytes(message, 1, inner);
      metadata("type", "benchmark");
      metadata("content-type", "application/octet-stream");
      Protobuf.bytes(message, 4, data);
    }

    private void metadata(String key, String value) {
      inner.clear();
      Protobuf.bytes(inner, 1, key.getBytes(UTF_8));
      Protobuf.bytes(inner, 2, value.getBytes(UTF_8));
      Protobuf.bytes(message, 2, inner);
    }

    @Override
    public boolean isRight(int first, int bytes) {
      return first == FIRST_FIELD;
    }
  }

  /** Fills streams, each by one append. */
  static final class Fill implements Workload {

    private final Appends appends;
    private long next;

    Fill(int dataBytes) {
      this.appends = new Appends("filled", 1, EventsPlan.STREAM_EVENTS, dataBytes);
    }

    @Override
    public String path() {
      return appends.path();
    }

    @Override
    public void write(ByteBuf out, int client) {
      appends.writeTo(out, stream("filled", next++), 0);
    }

    @Override
    public boolean isRight(int first, int bytes) {
      return appends.isRight(first, bytes);
    }
  }

  /** Reads filled streams, each whole; or the log from its start. */
  static final class Reads implements Workload {

    private final int streams;
    private final int events;
    private final int dataBytes;
    private final SplittableRandom random = new SplittableRandom(45);
    private final ByteBuf options = Unpooled.buffer();
    private final ByteBuf inner = Unpooled.buffer();

    /**
     * @param streams to choose from; 0 reads the log
     * @param events to ask for
     */
    Reads(int streams, int events, int dataBytes) {
      this.streams = streams;
      this.events = events;
      this.dataBytes = dataBytes;
    }

    @Override
    public String path() {
      return SERVICE + "Read";
    }

    @Override
    public void write(ByteBuf out, int client) {
      options.clear();
      inner.clear();
      if (streams == 0) {
        Protobuf.bytes(inner, 2, new byte[0]);
        Protobuf.bytes(options, 2, inner);
      } else {
        identifier(inner, stream("filled", random.nextInt(streams)));
        Protobuf.bytes(inner, 3, new byte[0]);
        Protobuf.bytes(options, 1, inner);
      }
      Protobuf.number(options, 5, events);
      Protobuf.bytes(options, 8, new byte[0]);
      inner.clear();
      Protobuf.bytes(inner, 1, new byte[0]);
      Protobuf.bytes(options, 9, inner);
      field(out, 1, options);
    }

    @Override
    public boolean isRight(int first, int bytes) {
      return first == FIRST_FIELD && bytes >= (long) events * dataBytes;
    }
  }

  /** A StreamIdentifier as field 1: its name has number 3. */
  private static void identifier(ByteBuf out, String stream) {
    byte[] name = stream.getBytes(UTF_8);
    out.writeByte(FIRST_FIELD);
    ByteBuf identifier = Unpooled.buffer(name.length + 4);
    Protobuf.bytes(identifier, 3, name);
    Protobuf.writeVarint(out, identifier.readableBytes());
    out.writeBytes(identifier);
  }

  /** A message that has one field. */
  private static void field(ByteBuf out, int field, ByteBuf content) {
    int begun = GrpcMessage.begin(out);
    Protobuf.bytes(out, field, content);
    GrpcMessage.end(out, begun);
  }
}
