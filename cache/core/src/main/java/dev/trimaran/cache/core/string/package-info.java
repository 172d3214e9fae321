/** The commands on strings. */
@NullMarked
package dev.trimaran.cache.core.string;

import org.jspecify.annotations.NullMarked;
