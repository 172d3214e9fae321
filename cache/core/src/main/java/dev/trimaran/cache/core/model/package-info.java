/** Words that every part of the cache shares: types of values, events, refusals, arguments. */
@NullMarked
package dev.trimaran.cache.core.model;

import org.jspecify.annotations.NullMarked;
