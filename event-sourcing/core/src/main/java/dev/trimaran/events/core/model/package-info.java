/** The words of the event store: events, expectations, commands and what became of them. */
@NullMarked
package dev.trimaran.events.core.model;

import org.jspecify.annotations.NullMarked;
