package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Keys or values as bytes and back; used by many threads at once. Equal keys must have equal bytes.
 */
public interface Codec<T> {

  byte[] encode(T value);

  /**
   * The value of such bytes. A client of a socket may have written any: what it throws reaches the
   * caller.
   */
  T decode(byte[] bytes);

  /** Texts, in UTF-8. */
  static Codec<String> strings() {
    return new Codec<>() {
      @Override
      public byte[] encode(String text) {
        return text.getBytes(UTF_8);
      }

      @Override
      public String decode(byte[] bytes) {
        return new String(bytes, UTF_8);
      }
    };
  }

  /** Integers of 64 bits, as {@code INCR} counts them: their digits. */
  static Codec<Long> integers() {
    return new Codec<>() {
      @Override
      public byte[] encode(Long value) {
        return value.toString().getBytes(UTF_8);
      }

      @Override
      public Long decode(byte[] bytes) {
        return Long.valueOf(new String(bytes, UTF_8));
      }
    };
  }

  /** Bytes as they are; as values only, since arrays are no equal keys. */
  static Codec<byte[]> bytes() {
    return new Codec<>() {
      @Override
      public byte[] encode(byte[] value) {
        return value.clone();
      }

      @Override
      public byte[] decode(byte[] bytes) {
        return bytes;
      }
    };
  }

  /** Bytes that are keys too. */
  static Codec<ByteBuffer> buffers() {
    return new Codec<>() {
      @Override
      public byte[] encode(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
      }

      @Override
      public ByteBuffer decode(byte[] bytes) {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      }
    };
  }
}
