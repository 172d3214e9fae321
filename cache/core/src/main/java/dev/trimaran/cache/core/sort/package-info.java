/** {@code SORT}: the elements of a list, a set or a sorted set in an order of their own. */
@NullMarked
package dev.trimaran.cache.core.sort;

import org.jspecify.annotations.NullMarked;
