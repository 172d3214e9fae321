package dev.trimaran.raft.kv.txn;

import com.google.protobuf.MessageLite;
import dev.trimaran.raft.kv.model.KvError;
import org.jspecify.annotations.Nullable;

/**
 * What a command gave: a reply, or a refusal and no change.
 *
 * @param revision the revision for the reply's header
 * @param response the reply, without header; null with an error
 */
public record Outcome(long revision, @Nullable MessageLite response, @Nullable KvError error) {

  static Outcome refused(long revision, KvError error) {
    return new Outcome(revision, null, error);
  }
}
