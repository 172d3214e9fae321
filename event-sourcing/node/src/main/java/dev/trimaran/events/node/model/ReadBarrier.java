package dev.trimaran.events.node.model;

import java.util.concurrent.CompletableFuture;

/** Waits until what was committed can be read here. */
@FunctionalInterface
public interface ReadBarrier {

  /** Completes when this node has applied all that was committed when it was called. */
  CompletableFuture<Long> reached();
}
