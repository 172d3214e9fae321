/** What a subscriber is told, in which order: pure, driven by pages that were read. */
@NullMarked
package dev.trimaran.events.core.subscription;

import org.jspecify.annotations.NullMarked;
