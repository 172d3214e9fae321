package dev.trimaran.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;

/**
 * Puts of random keys out of a key space, or of all keys once in order. Values are random bytes.
 */
public final class Puts implements Workload {

  private final KeySpace keys;
  private final byte[] value;
  private final boolean inOrder;
  private final SplittableRandom random = new SplittableRandom(42);
  private long next;

  private Puts(KeySpace keys, int valueBytes, boolean inOrder) {
    this.keys = keys;
    this.inOrder = inOrder;
    this.value = new byte[valueBytes];
    random.nextBytes(value);
  }

  /** Uniformly random keys. */
  public static Puts random(KeySpace keys, int valueBytes) {
    return new Puts(keys, valueBytes, false);
  }

  /** Key 0, 1, 2, ... */
  public static Puts inOrder(KeySpace keys, int valueBytes) {
    return new Puts(keys, valueBytes, true);
  }

  @Override
  public String path() {
    return "/etcdserverpb.KV/Put";
  }

  @Override
  public void write(ByteBuf out, int client) {
    int message = GrpcMessage.begin(out);
    long key = inOrder ? next++ % keys.size() : random.nextLong(keys.size());
    keys.writeField(out, key);
    out.writeByte(Protobuf.tag(2));
    Protobuf.writeVarint(out, value.length);
    // Every value differs, in its first bytes.
    int start = out.writerIndex();
    out.writeBytes(value);
    if (value.length >= Long.BYTES) {
      out.setLong(start, random.nextLong());
    }
    GrpcMessage.end(out, message);
  }

  @Override
  public boolean isRight(int first, int bytes) {
    return bytes >= GrpcMessage.PREFIX + 2;
  }
}
