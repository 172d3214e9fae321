/**
 * The commands on keys of any type: existence, deadlines, names, iteration, copies, serialized
 * form, sorting.
 */
@NullMarked
package dev.trimaran.cache.core.keys;

import org.jspecify.annotations.NullMarked;
