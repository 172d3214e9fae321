package dev.trimaran.base.port;

/** Starts the loops of a node. */
public interface Loops {

  /** A running loop. */
  interface Loop {

    /** Makes the loop poll soon; any thread may call it; wakes coalesce. */
    void wake();

    /** Stops polling; returns when the poller is no longer running (at once if called from it). */
    void stop();
  }

  /**
   * Starts to drive {@code poller}: first poll soon, then as it asks and whenever it is woken.
   * Polls of one loop never overlap. A poller that throws stops its loop, and {@code onFailure} is
   * told.
   */
  Loop start(String name, Poller poller, FailureHandler onFailure);

  /** Told what stopped a loop. */
  @FunctionalInterface
  interface FailureHandler {
    void failed(Throwable cause);
  }
}
