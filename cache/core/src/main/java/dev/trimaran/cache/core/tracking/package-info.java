/**
 * Which clients are told that keys have changed which they hold copies of ({@code CLIENT
 * TRACKING}): those that have read a key, or that ask for all keys of a prefix.
 */
@NullMarked
package dev.trimaran.cache.core.tracking;

import org.jspecify.annotations.NullMarked;
