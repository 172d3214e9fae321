package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.model.Arguments;

/** Takes the requests that, run again in their order, give the same state. */
public interface Journal {

  /** One request; valid until this returns. */
  void append(int database, Arguments request);

  /** What follows up to {@link #end} belongs together: all of it is kept or nothing. */
  void begin();

  void end();
}
