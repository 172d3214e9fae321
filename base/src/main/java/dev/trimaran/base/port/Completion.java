package dev.trimaran.base.port;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Told once how an asynchronous operation ended. Called on a thread of the port: implementations
 * only hand the outcome to an inbox and return.
 */
@FunctionalInterface
public interface Completion {

  /**
   * @param failure null when the operation succeeded
   */
  void done(@Nullable IOException failure);
}
