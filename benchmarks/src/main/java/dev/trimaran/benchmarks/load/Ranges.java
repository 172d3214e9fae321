package dev.trimaran.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;

/** Linearizable ranges of one existing key, chosen uniformly. */
public final class Ranges implements Workload {

  private final KeySpace keys;
  private final int valueBytes;
  private final SplittableRandom random = new SplittableRandom(43);

  public Ranges(KeySpace keys, int valueBytes) {
    this.keys = keys;
    this.valueBytes = valueBytes;
  }

  @Override
  public String path() {
    return "/etcdserverpb.KV/Range";
  }

  @Override
  public void write(ByteBuf out, int client) {
    int message = GrpcMessage.begin(out);
    keys.writeField(out, random.nextLong(keys.size()));
    GrpcMessage.end(out, message);
  }

  @Override
  public boolean isRight(int first, int bytes) {
    return bytes >= GrpcMessage.PREFIX + valueBytes + KeySpace.KEY_BYTES;
  }
}
