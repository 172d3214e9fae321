package dev.trimaran.cache.core.session;

import dev.trimaran.cache.core.reply.Reply;

/** Where what a client did not ask for is written, and late answers; told by its shell. */
public interface Outbox {

  /** Where to write; {@link #wrote} is called afterwards. */
  Reply reply();

  /** Something was written outside a request of this client. */
  void wrote();

  /** The answer that was waited for is written: the next request may come. */
  void unblocked();

  /** The connection is to be closed once what was written is sent. */
  void close();

  /** Address and port of the client, as {@code CLIENT LIST} shows them. */
  default String remoteAddress() {
    return "127.0.0.1:0";
  }

  /** Address and port that the client connected to. */
  default String localAddress() {
    return "127.0.0.1:0";
  }

  /** Bytes received and not executed. */
  default long queryBytes() {
    return 0;
  }

  /** Bytes of replies that the client has not taken. */
  default long outputBytes() {
    return 0;
  }

  /** Memory held for its requests and its replies. */
  default long heldBytes() {
    return queryBytes() + outputBytes() - reply().length() + reply().array().length;
  }

  /** In how many pieces those wait that were sent and not taken. */
  default int outputWrites() {
    return 0;
  }

  /** Whether the client listens to channels: other limits hold for it then. */
  default void listening(boolean is) {}

  /** Whether the client has yet to say who it is: it is given smaller limits. */
  default void stranger(boolean is) {}
}
