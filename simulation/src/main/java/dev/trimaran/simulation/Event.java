package dev.trimaran.simulation;

/** Something that the {@link Scheduler} does at its virtual time. */
@FunctionalInterface
interface Event {

  /**
   * @param token what was handed in when it was scheduled; tells stale occurrences from live ones
   * @return whether anything happened; false for a stale occurrence
   */
  boolean run(long token);
}
