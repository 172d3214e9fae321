package dev.trimaran.events.core.group;

import java.util.Map;

/**
 * From where a group goes on.
 *
 * @param place all up to it is settled; -1: nothing is
 * @param retries of messages beyond it, by their places
 */
public record GroupCheckpoint(long place, Map<Long, Integer> retries) {
  public GroupCheckpoint {
    retries = Map.copyOf(retries);
  }

  /** Where a group begins. */
  public static GroupCheckpoint before(long start) {
    return new GroupCheckpoint(start - 1, Map.of());
  }
}
