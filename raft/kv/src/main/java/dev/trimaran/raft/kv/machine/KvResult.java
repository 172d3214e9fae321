package dev.trimaran.raft.kv.machine;

import com.google.protobuf.MessageLite;
import dev.trimaran.raft.kv.model.KvError;
import dev.trimaran.raft.node.StateMachine;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a command gave.
 *
 * @param kind the kind of the command, which tells the response's type
 * @param revision for the reply's header
 * @param response the reply without header; null with an error
 */
public record KvResult(
    byte kind, long revision, @Nullable MessageLite response, @Nullable KvError error)
    implements StateMachine.Result {

  @Override
  public byte[] encode() {
    byte[] body = response == null ? new byte[0] : response.toByteArray();
    KvError refusal = error;
    return ByteBuffer.allocate(11 + body.length)
        .put(kind)
        .putShort((short) (refusal == null ? -1 : refusal.ordinal()))
        .putLong(revision)
        .put(body)
        .array();
  }
}
