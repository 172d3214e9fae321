package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** The elements of an array of bulk strings and nulls. */
  static List<Optional<byte[]>> bulks(byte[] reply) {
    expect(reply, '*');
    int count = Integer.parseInt(line(reply));
    int at = line(reply).length() + 3;
    List<Optional<byte[]>> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String head = line(reply, at);
      at += head.length() + 3;
      int length = Integer.parseInt(head);
      if (length < 0) {
        elements.add(Optional.empty());
      } else {
        elements.add(Optional.of(Arrays.copyOfRange(reply, at, at + length)));
        at += length + 2;
      }
    }
    return elements;
  }

  private static String line(byte[] reply) {
    return line(reply, 0);
  }

  /** What stands in a line behind its first character. */
  private static String line(byte[] reply, int begin) {
    int end = begin + 1;
    while (reply[end] != '\r') {
      end++;
    }
    return new String(reply, begin + 1, end - begin - 1, UTF_8);
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
