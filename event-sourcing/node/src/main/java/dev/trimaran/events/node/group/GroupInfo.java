package dev.trimaran.events.node.group;

import dev.trimaran.events.core.group.GroupStatistics;
import java.util.Map;

/**
 * A group at a moment.
 *
 * @param last the last place that it can read up to; -1: none
 * @param consumers who they are, by the numbers that the statistics have
 */
public record GroupInfo(
    GroupDefinition definition,
    GroupStatistics statistics,
    long last,
    Map<Long, GroupConsumer.Identity> consumers) {
  public GroupInfo {
    consumers = Map.copyOf(consumers);
  }
}
