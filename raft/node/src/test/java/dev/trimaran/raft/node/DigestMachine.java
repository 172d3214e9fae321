package dev.trimaran.raft.node;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A machine whose snapshot is small however long its log is: a count and a digest. */
final class DigestMachine implements StateMachine {

  record Total(long count) implements Result {
    @Override
    public byte[] encode() {
      return ByteBuffer.allocate(Long.BYTES).putLong(count).array();
    }
  }

  private volatile long count;
  private volatile long digest;
  private volatile long applied;

  long count() {
    return count;
  }

  long digest() {
    return digest;
  }

  /** Commands applied by this life, not taken from a snapshot. */
  long applied() {
    return applied;
  }

  @Override
  public Result apply(long index, long term, byte[] command) {
    count = count + 1;
    applied = applied + 1;
    digest = digest * 31 + Arrays.hashCode(command);
    return new Total(count);
  }

  @Override
  public Result decodeResult(byte[] encoded) {
    return new Total(ByteBuffer.wrap(encoded).getLong());
  }

  @Override
  public Snapshot snapshot() {
    byte[] state = ByteBuffer.allocate(2 * Long.BYTES).putLong(count).putLong(digest).array();
    return new Snapshot() {
      private boolean given;

      @Override
      public byte[] next() {
        byte[] chunk = given ? new byte[0] : state;
        given = true;
        return chunk;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void restore(InputStream snapshot) throws IOException {
    DataInputStream in = new DataInputStream(snapshot);
    count = in.readLong();
    digest = in.readLong();
  }
}
