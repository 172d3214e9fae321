/** Tests of subscriptions, pages cut at random. */
@NullMarked
package dev.trimaran.events.core.subscription;

import org.jspecify.annotations.NullMarked;
