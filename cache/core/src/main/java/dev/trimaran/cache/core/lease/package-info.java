/**
 * Leases on keys that are being loaded: of all clients that miss a key one is told to load it, the
 * others may wait for what it stores; what was changed or removed meanwhile is not overwritten by
 * it (Nishtala et al., Scaling Memcache at Facebook, NSDI 2013, section 3.2.1).
 *
 * <pre>
 *   GETLEASE --miss--> no lease: granted (token) --SETLEASE, token valid--> value, waiters served
 *                  \-> leased:   waits, or is told of a miss without a token
 *   any change or removal of the key, DELLEASE, its end --> lease over, next waiter is granted one
 * </pre>
 */
@NullMarked
package dev.trimaran.cache.core.lease;

import org.jspecify.annotations.NullMarked;
