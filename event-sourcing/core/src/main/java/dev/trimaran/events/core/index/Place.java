package dev.trimaran.events.core.index;

/**
 * Where an event is in the log, and which revision of its stream it became.
 *
 * @param entry index of the log's entry
 * @param number of the event among those of the entry, from 0
 */
public record Place(long entry, int number, long revision) {}
