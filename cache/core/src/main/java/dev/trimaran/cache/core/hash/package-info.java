/** Hashes: fields with values, and the commands on them. */
@NullMarked
package dev.trimaran.cache.core.hash;

import org.jspecify.annotations.NullMarked;
