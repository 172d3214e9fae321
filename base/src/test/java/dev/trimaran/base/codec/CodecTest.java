package dev.trimaran.base.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CodecTest {

  private static final long[] NUMBERS = {
    0, 1, 127, 128, 16383, 16384, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE
  };

  private static Decoder of(int... bytes) {
    ByteBuffer frame = ByteBuffer.allocate(bytes.length);
    for (int one : bytes) {
      frame.put((byte) one);
    }
    return new Decoder(frame.flip());
  }

  @Test
  void readsWhatWasWritten() throws DecodeException {
    Encoder encoder = new Encoder(0).u8(255).i32(-5).string("größer").bytes(ByteBuffer.allocate(0));
    for (long number : NUMBERS) {
      encoder.varint(number).i64(number);
    }
    Decoder decoder = new Decoder(encoder.toBuffer());
    assertThat(decoder.u8()).isEqualTo(255);
    assertThat(decoder.i32()).isEqualTo(-5);
    assertThat(decoder.string()).isEqualTo("größer");
    assertThat(decoder.bytes().remaining()).isZero();
    for (long number : NUMBERS) {
      assertThat(decoder.varint()).isEqualTo(number);
      assertThat(decoder.i64()).isEqualTo(number);
    }
    decoder.end();
  }

  @Test
  void everyTruncationIsRefused() {
    ByteBuffer whole = new Encoder(0).i64(1).varint(300).string("text").i32(7).toBuffer();
    for (int length = 0; length < whole.remaining(); length++) {
      Decoder decoder = new Decoder(whole.slice(0, length));
      assertThatThrownBy(
              () -> {
                decoder.i64();
                decoder.varint();
                decoder.string();
                decoder.i32();
              })
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void aLengthCannotPromiseMoreThanIsThere() {
    assertThatThrownBy(() -> of(0xff, 0xff, 0xff, 0xff, 0x07, 1).bytes())
        .isInstanceOf(DecodeException.class)
        .hasMessage("2147483647 items in 1 bytes at offset 5");
    assertThatThrownBy(() -> of(3, 1, 2, 3, 4, 5).count(2)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1).count(1))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void badFormsAreRefused() {
    assertThatThrownBy(() -> of(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 2).varint())
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> of(1, 0xff).string()).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> of(1).end()).isInstanceOf(DecodeException.class);
  }
}
