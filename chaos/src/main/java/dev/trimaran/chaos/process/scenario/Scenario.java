package dev.trimaran.chaos.process.scenario;

import java.util.Locale;

/** Whom a run hits, and how. */
public enum Scenario {
  /** SIGKILL to the leader; started again two seconds after service is back. */
  KILL_LEADER,
  /** SIGKILL to any server; started again two seconds after service is back. */
  KILL_RANDOM,
  /** SIGSTOP to the leader for five seconds; it is asked for reads as it returns. */
  PAUSE_LEADER;

  /** As people write it: {@code kill-leader}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
