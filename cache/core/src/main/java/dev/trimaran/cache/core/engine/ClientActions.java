package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.acl.Users;
import dev.trimaran.cache.core.connection.Clients;
import dev.trimaran.cache.core.session.Identity;
import dev.trimaran.cache.core.session.Session;
import org.jspecify.annotations.Nullable;

/** What the commands of connections do to clients and users. */
final class ClientActions implements Clients {

  private final CacheEngine engine;
  private final Users users;
  private final Pauses pauses;

  ClientActions(CacheEngine engine, Users users, Pauses pauses) {
    this.engine = engine;
    this.users = users;
    this.pauses = pauses;
  }

  @Override
  public void reset(Session session) {
    if (session.standing() instanceof Client client) {
      engine.reset(client);
    }
  }

  @Override
  public boolean unblock(Session session, boolean asError) {
    return session.standing() instanceof Client client && engine.runner().unblock(client, asError);
  }

  @Override
  public void pause(long untilMs, boolean writesOnly) {
    if (untilMs == 0) {
      pauses.end();
    } else {
      pauses.pause(untilMs, writesOnly, engine.databases().now());
    }
  }

  @Override
  public @Nullable Identity authenticate(String user, byte[] password, Session session) {
    return users.authenticate(user, password, session, engine.databases().now());
  }

  @Override
  public boolean open() {
    return users.open();
  }

  @Override
  public Identity beginner() {
    return users.beginner();
  }

  @Override
  public boolean knowsUser(String name) {
    return users.byName(name) != null;
  }
}
