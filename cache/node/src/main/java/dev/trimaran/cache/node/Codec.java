package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;

/**
 * Values as bytes and back.
 *
 * @param encode gives the bytes of a value
 * @param decode gives the value of such bytes
 */
public record Codec<V>(Function<V, byte[]> encode, Function<byte[], V> decode) {

  /** Texts, in UTF-8. */
  public static Codec<String> strings() {
    return new Codec<>(text -> text.getBytes(UTF_8), bytes -> new String(bytes, UTF_8));
  }

  /** Bytes as they are. */
  public static Codec<byte[]> bytes() {
    return new Codec<>(byte[]::clone, bytes -> bytes);
  }
}
