package dev.trimaran.events.node.model;

/** Gives back the space of events that nobody may see any more; one run at a time. */
public interface Scavenging {

  /** Starts a run, or tells of the one that is under way. */
  Run start();

  /**
   * Stops a run.
   *
   * @return whether there was one with that id
   */
  boolean stop(String id);

  /**
   * A run.
   *
   * @param started whether the call started it; else it was under way
   */
  record Run(String id, boolean started) {}
}
