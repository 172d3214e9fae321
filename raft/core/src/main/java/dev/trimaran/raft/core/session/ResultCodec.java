package dev.trimaran.raft.core.session;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads results of the state machine, for snapshots. */
public interface ResultCodec<R> {

  void encode(R result, DataOutput out) throws IOException;

  R decode(DataInput in) throws IOException;
}
