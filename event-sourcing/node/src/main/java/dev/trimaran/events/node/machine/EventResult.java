package dev.trimaran.events.node.machine;

import dev.trimaran.events.core.codec.ResultCodec;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.raft.node.StateMachine;

/** What a command gave. */
public record EventResult(CommandResult result) implements StateMachine.Result {

  @Override
  public byte[] encode() {
    return ResultCodec.encode(result);
  }
}
