/**
 * Byte strings packed in few arrays: what hashes, sets and sorted sets are made of. Nothing here
 * holds an object for each element.
 */
@NullMarked
package dev.trimaran.cache.core.packed;

import org.jspecify.annotations.NullMarked;
