package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.engine.Client;
import dev.trimaran.cache.core.reply.Reply;

/** The outbox of a client that nobody listens for. */
final class Nowhere implements Client.Outbox {

  private final Reply reply = new Reply();
  private Runnable then = () -> {};

  /** What is done once the request that waits is answered. */
  void then(Runnable next) {
    then = next;
  }

  @Override
  public Reply reply() {
    return reply;
  }

  @Override
  public void wrote() {}

  @Override
  public void unblocked() {
    Runnable next = then;
    then = () -> {};
    next.run();
  }

  @Override
  public void close() {}
}
