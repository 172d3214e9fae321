package dev.trimaran.io.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HelloTest {

  private static final NodeId A = new NodeId(1);
  private static final NodeId B = new NodeId(2);

  @Test
  void readsWhatWasWritten() throws ProtocolException {
    Hello hello = new Hello(Hello.VERSION, 7, A, B, "because");
    assertThat(Hello.decode(hello.encode())).isEqualTo(hello);
    String endless = "x".repeat(5000);
    assertThat(new Hello(1, 7, A, B, endless).encode().remaining()).isEqualTo(Hello.MAX_BYTES);
  }

  @Test
  void everyTruncationIsRefused() {
    ByteBuffer whole = new Hello(Hello.VERSION, 7, A, B, "").encode();
    for (int length = 0; length < whole.remaining(); length++) {
      ByteBuffer part = whole.slice(0, length);
      assertThatThrownBy(() -> Hello.decode(part)).isInstanceOf(ProtocolException.class);
    }
    ByteBuffer nobody = whole.duplicate().putLong(14, 0);
    assertThatThrownBy(() -> Hello.decode(nobody)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusalsSayWhy() {
    assertThat(new Hello(1, 7, A, B, "").refusalBy(B, 7)).isEmpty();
    assertThat(new Hello(2, 7, A, B, "").refusalBy(B, 7)).contains("protocol version 2");
    assertThat(new Hello(1, 8, A, B, "").refusalBy(B, 7))
        .isEqualTo("node 1 belongs to cluster 8, node 2 to cluster 7");
    assertThat(new Hello(1, 7, A, new NodeId(3), "").refusalBy(B, 7)).contains("not node 3");
    assertThat(new Hello(1, 7, B, B, "").refusalBy(B, 7)).contains("two nodes use the id 2");
  }

  @Test
  void framesAreCutWhereverTheBytesBreak() throws ProtocolException {
    ByteBuf stream = Unpooled.buffer();
    FrameWriter writer = new FrameWriter();
    writer.write(stream, 3, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    writer.write(stream, 0);
    writer.write(stream, 2, ByteBuffer.wrap(new byte[] {4}), ByteBuffer.wrap(new byte[] {5}));
    FrameReader reader = new FrameReader(16);
    StringBuilder lengths = new StringBuilder();
    while (stream.isReadable()) {
      ByteBuffer frame = reader.next(stream.readSlice(1));
      lengths.append(frame == null ? "" : frame.remaining() + " ");
    }
    assertThat(lengths).hasToString("3 0 2 ");
  }

  @Test
  void aDamagedPayloadIsRefused() {
    ByteBuf stream = Unpooled.buffer();
    new FrameWriter().write(stream, 3, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    stream.setByte(FrameReader.HEADER_BYTES + 1, 9);
    assertThatThrownBy(() -> new FrameReader(16).next(stream))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("a frame of 3 bytes does not match its CRC");
  }
}
