package dev.trimaran.benchmarks.load;

import io.netty.buffer.ByteBuf;

/** What is asked of a server, again and again. Called by one thread. */
public interface Workload {

  /** The gRPC path, for example {@code /etcdserverpb.KV/Put}. */
  String path();

  /**
   * Appends the next request: its messages, each between {@link GrpcMessage#begin} and {@link
   * GrpcMessage#end}.
   *
   * @param client which of the clients asks, from 0; each has one request in flight
   */
  void write(ByteBuf out, int client);

  /**
   * Whether a reply is right.
   *
   * @param first byte of its first message, -1 when there is none: the tag of its first field
   * @param bytes of all its messages with their prefixes
   */
  boolean isRight(int first, int bytes);
}
