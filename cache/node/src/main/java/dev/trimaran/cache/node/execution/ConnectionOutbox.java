package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.engine.Client;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.node.listener.Connection;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

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

  @Override
  public String remoteAddress() {
    return text(connection.remoteAddress());
  }

  @Override
  public String localAddress() {
    return text(connection.localAddress());
  }

  @Override
  public long queryBytes() {
    return connection.queryBytes();
  }

  @Override
  public long outputBytes() {
    return connection.outputBytes();
  }

  @Override
  public int outputWrites() {
    return connection.outputWrites();
  }

  @Override
  public void listening(boolean is) {
    connection.listening(is);
  }

  @Override
  public void stranger(boolean is) {
    connection.stranger(is);
  }

  private static String text(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      String host = inet.getAddress().getHostAddress();
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
    return "";
  }
}
