/** When things are due: a hierarchical timer wheel of numbered timers. */
@NullMarked
package dev.trimaran.cache.core.expiry;

import org.jspecify.annotations.NullMarked;
