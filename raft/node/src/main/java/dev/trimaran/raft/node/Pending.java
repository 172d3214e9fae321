package dev.trimaran.raft.node;

import dev.trimaran.raft.core.model.Proposal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A proposal of a client of this node, until its outcome is known. */
final class Pending {

  final byte[] command;
  final CompletableFuture<StateMachine.Result> future = new CompletableFuture<>();
  long sequence;

  /** Set when it is first proposed; the same each time. */
  @Nullable Proposal proposal;

  long deadlineNanos;

  /** How often it was handed to the core, and how often that was refused for certain. */
  int attempts;

  int refusals;
  long lastAttemptTick;
  boolean waitsForRetry;

  Pending(byte[] command) {
    this.command = command;
  }

  /** Whether no attempt can be in any log. */
  boolean certainlyNotAppended() {
    return attempts == refusals;
  }
}
