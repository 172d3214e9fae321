package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.engine.Journal;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.persistence.Persistence;
import org.jspecify.annotations.Nullable;

/**
 * Hands changes to the persistence, once there is one; what is replayed before is logged already.
 */
final class Changes implements Journal {

  private @Nullable Persistence persistence;
  private @Nullable Databases databases;

  void to(Persistence kept, Databases all) {
    persistence = kept;
    databases = all;
  }

  @Override
  public void append(int database, Arguments request) {
    if (persistence != null && databases != null) {
      persistence.append(databases.now(), database, request);
    }
  }

  /** Nothing to do: what one request has changed always lies in one frame. */
  @Override
  public void begin() {}

  @Override
  public void end() {}

  /** Any argument may be a key, and a command that names a database may reach into any. */
  @Override
  public void threatens(CommandSpec spec, int database, Arguments request) {
    Persistence kept = persistence;
    Databases all = databases;
    if (kept == null || all == null || !kept.isWalking()) {
      return;
    }
    boolean elsewhere = spec.name().equals("move") || spec.name().equals("copy");
    for (int number = 0; number < all.count(); number++) {
      if (number == database || elsewhere) {
        for (int i = 1; i < request.count(); i++) {
          kept.threatened(
              all.database(number), request.array(), request.offset(i), request.length(i));
        }
      }
    }
  }

  @Override
  public void emptied(int database) {
    if (persistence != null) {
      persistence.upheaval();
    }
  }
}
