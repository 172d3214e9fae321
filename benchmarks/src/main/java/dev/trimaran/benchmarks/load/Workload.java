package dev.trimaran.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** What is asked of a server, again and again. Called by one thread. */
public interface Workload {

  /** The gRPC path, for example {@code /etcdserverpb.KV/Put}. */
  String path();

  /** Appends the next request message, without gRPC's prefix. */
  void write(ByteBuf out);

  /** The least size of a reply message that is right; a shorter one counts as an error. */
  int leastReply();
}
