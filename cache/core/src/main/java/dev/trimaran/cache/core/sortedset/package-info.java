/** Sorted sets, and the commands on them. */
@NullMarked
package dev.trimaran.cache.core.sortedset;

import org.jspecify.annotations.NullMarked;
