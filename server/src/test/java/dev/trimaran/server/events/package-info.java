/** The event store in processes of its own. */
@NullMarked
package dev.trimaran.server.events;

import org.jspecify.annotations.NullMarked;
