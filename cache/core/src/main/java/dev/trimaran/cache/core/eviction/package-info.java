/** Who gives way when memory is short: the policies, and how the use of an entry is noted. */
@NullMarked
package dev.trimaran.cache.core.eviction;

import org.jspecify.annotations.NullMarked;
