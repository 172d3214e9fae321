package dev.trimaran.benchmarks.events;

import java.io.IOException;

/**
 * A rival that can be started.
 *
 * @param name for tables
 * @param version as the program says
 * @param starter starts it afresh
 */
public record EventProgram(String name, String version, Starter starter) {

  /** Starts a rival and waits until it serves. */
  @FunctionalInterface
  interface Starter {
    EventRival start() throws IOException, InterruptedException;
  }
}
