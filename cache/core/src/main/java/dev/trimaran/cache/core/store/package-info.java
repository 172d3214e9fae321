/**
 * The store of one writer: records in log-structured slabs, found through an index that grows by
 * segments, expired by a timer wheel and evicted by a policy when a limit in bytes is met.
 *
 * <pre>
 *   key -> hash -> Index -> place -> Slabs -> record: version, deadline, use, key, value
 *                                    Log       appends, and gives back what is dead
 *                                    Outsides  what is too long for a record, and collections
 * </pre>
 *
 * Begin at {@link dev.trimaran.cache.core.store.Store}.
 */
@NullMarked
package dev.trimaran.cache.core.store;

import org.jspecify.annotations.NullMarked;
