package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.engine.Client;
import dev.trimaran.cache.core.model.Arguments;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A client in the node's own process. Its methods may be called on any thread. */
public final class Inside implements AutoCloseable {

  private final Execution execution;

  final Nowhere outbox = new Nowhere();

  /** Opened on the loop by the first request. */
  @Nullable Client client;

  Inside(Execution execution) {
    this.execution = execution;
  }

  /**
   * Has requests executed one after another, with nothing in between.
   *
   * @return the reply of the last, in RESP2, once it may be told; where that one waits, which no
   *     other may, once it is answered. Fails with an IllegalStateException when the cache is
   *     closed.
   */
  public CompletableFuture<byte[]> ask(Arguments... requests) {
    try {
      return execution.ask(this, List.of(requests));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new IllegalStateException("the cache is closed", e));
    }
  }

  @Override
  public void close() {
    try {
      execution.forget(this);
    } catch (RejectedExecutionException e) {
      client = null; // It has ended with the loop.
    }
  }
}
