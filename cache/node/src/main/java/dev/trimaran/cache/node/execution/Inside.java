package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.engine.Client;
import dev.trimaran.cache.core.model.Arguments;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
   * @return the reply of the last, in RESP2, once it may be told
   */
  public CompletableFuture<byte[]> ask(Arguments... requests) {
    return execution.ask(this, List.of(requests));
  }

  @Override
  public void close() {
    execution.forget(this);
  }
}
