package dev.trimaran.raft.core.session;

/** Results of the state machine as bytes, for snapshots. */
public interface ResultCodec<R> {

  byte[] encode(R result);

  R decode(byte[] data);
}
