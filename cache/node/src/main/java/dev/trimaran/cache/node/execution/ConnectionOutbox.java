package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.engine.Client;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.node.listener.Connection;

/** The outbox of a client that has a connection. */
record ConnectionOutbox(Connection connection) implements Client.Outbox {

  @Override
  public Reply reply() {
    return connection.reply();
  }

  @Override
  public void wrote() {
    connection.wrote();
  }

  @Override
  public void unblocked() {
    connection.resume();
  }

  @Override
  public void close() {
    connection.closeAfterReply();
  }
}
