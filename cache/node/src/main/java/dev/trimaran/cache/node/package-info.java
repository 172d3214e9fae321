/**
 * The cache as a node: Redis's protocol over sockets, one thread that owns the data, and what is
 * kept on disk; and the cache that is embedded in another program.
 *
 * <pre>
 *   CacheNode ── listener  sockets, requests, replies
 *             ── execution the core's engine, its timer, who waits for what
 *             ── persistence append log, snapshots
 *   Cache     ── the typed API of a process that has a node inside
 * </pre>
 */
@NullMarked
package dev.trimaran.cache.node;

import org.jspecify.annotations.NullMarked;
