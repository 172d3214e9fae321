package dev.trimaran.events.node.model;

import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import java.util.concurrent.CompletableFuture;

/** Writes through the log; every node takes writes and hands them to the leader. */
public interface EventWriter {

  /**
   * Completes when the command is durable on a majority and applied here, with what became of it.
   * Fails with {@link dev.trimaran.raft.node.RaftException}, which says whether it may have taken
   * effect all the same: sending the same ids again is safe.
   *
   * @throws IllegalArgumentException when a limit of {@link
   *     dev.trimaran.events.core.model.EventLimits} is passed; the message names it
   */
  CompletableFuture<CommandResult> write(EventCommand command);
}
