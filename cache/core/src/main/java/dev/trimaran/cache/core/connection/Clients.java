package dev.trimaran.cache.core.connection;

import dev.trimaran.cache.core.session.Identity;
import dev.trimaran.cache.core.session.Session;
import org.jspecify.annotations.Nullable;

/** What the commands of connections ask of the engine that runs them. */
public interface Clients {

  /** Ends transaction, subscriptions, tracking and monitoring of a session. */
  void reset(Session session);

  /** Answers a request that waits; answers whether there was one. */
  boolean unblock(Session session, boolean asError);

  /** Nothing (or nothing that writes) is run until then; 0 ends it at once. */
  void pause(long untilMs, boolean writesOnly);

  /** The user of that name and password, or null. */
  @Nullable Identity authenticate(String user, byte[] password, Session session);

  /** Whether the default user has no password, so that a client begins authenticated. */
  boolean open();

  /** The user a connection begins as. */
  Identity beginner();

  /** Whether there is a user of that name. */
  boolean knowsUser(String name);
}
