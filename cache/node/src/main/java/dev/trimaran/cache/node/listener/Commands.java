package dev.trimaran.cache.node.listener;

import dev.trimaran.cache.core.model.Arguments;

/** Who answers the requests of a listener's connections; called on the listener's one loop. */
public interface Commands {

  /** A client has connected. */
  void opened(Connection connection);

  /**
   * Runs one request and writes its reply to {@link Connection#reply}. The arguments are valid
   * until this returns.
   *
   * @return whether the connection may send its next; else it waits for {@link Connection#resume}
   */
  boolean request(Connection connection, Arguments arguments);

  /** The requests that will be run next are about these keys, as it seems. */
  default void ahead(Connection connection, Arguments keys) {}

  /**
   * The requests of one read are executed, their replies are about to be sent.
   *
   * @return whether they may be; else they wait for {@link Connection#release}
   */
  boolean burstEnds(Connection connection);

  /** A client is gone. */
  void closed(Connection connection);
}
