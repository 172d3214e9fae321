/**
 * The sockets of a cache node. One event loop accepts, reads, parses, has the request executed and
 * writes the replies, without handing anything to another thread; all requests that one read has
 * brought are answered by one write.
 *
 * <pre>
 *   CacheListener  ── accepts ──&gt;  Connection  ── Arguments ──&gt;  Commands
 *                                     ^  Reply, written once a read burst  │
 *                                     └────────────────────────────────────┘
 * </pre>
 */
@NullMarked
package dev.trimaran.cache.node.listener;

import org.jspecify.annotations.NullMarked;
