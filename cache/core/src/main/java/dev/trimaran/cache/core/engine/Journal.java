package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.model.Arguments;

/** Takes the requests that, run again in their order, give the same state. */
public interface Journal {

  /** One request; valid until this returns. */
  void append(int database, Arguments request);

  /** What follows up to {@link #end} belongs together: all of it is kept or nothing. */
  void begin();

  void end();

  /**
   * A command is about to be run that may change the keys it names, or not: told before each run of
   * a command that writes.
   */
  default void threatens(CommandSpec spec, int database, Arguments request) {}

  /** All of a database has gone, or another's contents have taken its place. */
  default void emptied(int database) {}
}
