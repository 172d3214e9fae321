package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/** Replies in RESP2, whole, of a kind that is known. An error is thrown with its own text. */
final class Replies {

  private Replies() {}

  static String simple(byte[] reply) {
    expect(reply, '+');
    return line(reply);
  }

  static long integer(byte[] reply) {
    expect(reply, ':');
    return Long.parseLong(line(reply));
  }

  static boolean isNull(byte[] reply) {
    refuse(reply);
    return reply[1] == '-';
  }

  static Optional<byte[]> bulk(byte[] reply) {
    expect(reply, '$');
    if (isNull(reply)) {
      return Optional.empty();
    }
    int length = Integer.parseInt(line(reply));
    int end = reply.length - 2;
    return Optional.of(Arrays.copyOfRange(reply, end - length, end));
  }

  private static String line(byte[] reply) {
    int end = 1;
    while (reply[end] != '\r') {
      end++;
    }
    return new String(reply, 1, end - 1, UTF_8);
  }

  private static void expect(byte[] reply, char kind) {
    refuse(reply);
    if (reply[0] != kind) {
      throw new IllegalStateException("a reply of another kind: " + line(reply));
    }
  }

  private static void refuse(byte[] reply) {
    if (reply[0] == '-') {
      throw new IllegalStateException(line(reply));
    }
  }
}
