package dev.trimaran.events.node.group;

import dev.trimaran.events.core.group.GroupSettings;

/**
 * A group as it was asked for.
 *
 * @param settings whose {@code start} is the first place asked for
 * @param startFrom the same as clients wrote it: {@code -1} or {@code C:-1/P:-1} for the end
 * @param filter of a group on {@code $all}
 */
public record GroupDefinition(
    GroupKey key, GroupSettings settings, String startFrom, GroupFilter filter) {}
