package dev.trimaran.events.core.model;

/**
 * Refuses an append when an event that matches {@code none} has been recorded after a position.
 *
 * @param after the last position the decision has seen; -1: none
 */
public record AppendCondition(EventQuery none, long after) {}
