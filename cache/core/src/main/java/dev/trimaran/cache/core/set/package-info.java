/** Sets of byte strings, and the commands on them. */
@NullMarked
package dev.trimaran.cache.core.set;

import org.jspecify.annotations.NullMarked;
