package dev.trimaran.cache.node.persistence;

import dev.trimaran.cache.core.model.Arguments;

/** Executes once more what was stored. */
@FunctionalInterface
public interface Replayer {

  /**
   * Executes a request.
   *
   * @param timeMs when it was executed first, milliseconds since the epoch
   * @param request valid until this returns
   */
  void replay(long timeMs, int database, Arguments request);
}
