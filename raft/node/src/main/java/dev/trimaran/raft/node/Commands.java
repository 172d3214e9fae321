package dev.trimaran.raft.node;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A command with its session, as the data of an entry. Big-endian: version u8, session u64,
 * sequence u64, lowest unacknowledged sequence u64, then the command.
 */
final class Commands {

  static final int HEADER_BYTES = 25;
  private static final byte VERSION = 1;

  private Commands() {}

  static byte[] encode(long session, long sequence, long lowestUnacknowledged, byte[] command) {
    return ByteBuffer.allocate(HEADER_BYTES + command.length)
        .put(VERSION)
        .putLong(session)
        .putLong(sequence)
        .putLong(lowestUnacknowledged)
        .put(command)
        .array();
  }

  static boolean isSound(byte[] data) {
    return data.length >= HEADER_BYTES
        && data[0] == VERSION
        && sequence(data) >= lowestUnacknowledged(data)
        && lowestUnacknowledged(data) >= 1;
  }

  static long session(byte[] data) {
    return ByteBuffer.wrap(data).getLong(1);
  }

  static long sequence(byte[] data) {
    return ByteBuffer.wrap(data).getLong(9);
  }

  static long lowestUnacknowledged(byte[] data) {
    return ByteBuffer.wrap(data).getLong(17);
  }

  static byte[] command(byte[] data) {
    return Arrays.copyOfRange(data, HEADER_BYTES, data.length);
  }
}
