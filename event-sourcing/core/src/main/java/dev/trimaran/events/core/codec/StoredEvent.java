package dev.trimaran.events.core.codec;

import dev.trimaran.events.core.model.ProposedEvent;

/**
 * An event as its command has it.
 *
 * @param created milliseconds since 1970
 * @param scavenged its data and metadata are gone, for ever
 */
public record StoredEvent(String stream, long created, ProposedEvent event, boolean scavenged) {}
