package dev.trimaran.events.core.model;

/**
 * The id that a writer gave an event, 128 bits: a UUID's two halves. An append that is sent again
 * is known by the ids of its events.
 */
public record EventId(long most, long least) {}
