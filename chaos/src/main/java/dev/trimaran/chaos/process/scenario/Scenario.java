package dev.trimaran.chaos.process.scenario;

import java.util.Locale;

/** Whom a run hits, and how. */
public enum Scenario {
  /** SIGKILL to the leader; started again some time after service is back. */
  KILL_LEADER,
  /** SIGKILL to any server; started again some time after service is back. */
  KILL_RANDOM,
  /** SIGKILL to any, again and again within seconds: majorities die, and servers that start. */
  KILL_STORM,
  /** SIGSTOP to the leader for five seconds; it is asked for reads as it returns. */
  PAUSE_LEADER;

  /** As people write it: {@code kill-leader}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
