package dev.trimaran.events.node.write;

import dev.trimaran.base.Checks;
import dev.trimaran.events.core.append.CommandLimits;
import dev.trimaran.events.core.codec.CommandCodec;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.node.machine.EventResult;
import dev.trimaran.events.node.model.EventWriter;
import dev.trimaran.raft.node.RaftNode;
import java.util.concurrent.CompletableFuture;

/** Proposes commands to the Raft group of the events. */
public final class LogWriter implements EventWriter {

  private final RaftNode node;
  private final EventLimits limits;

  public LogWriter(RaftNode node, EventLimits limits) {
    this.node = node;
    this.limits = limits;
  }

  @Override
  public CompletableFuture<CommandResult> write(EventCommand command) {
    CommandLimits.check(command, limits);
    byte[] bytes = CommandCodec.encode(command);
    Checks.argument(
        bytes.length <= limits.appendBytes(),
        "an append of " + bytes.length + " bytes: appendBytes allows " + limits.appendBytes());
    return node.propose(bytes).thenApply(result -> ((EventResult) result).result());
  }
}
