/**
 * What a cache node keeps on disk: an append log of requests, and snapshots, which are logs that
 * begin from nothing. Both are files of checksummed frames; a frame holds the requests of one
 * burst.
 *
 * <pre>
 *   cache-0000000000000007.snapshot   the state when generation 7 began
 *   cache-0000000000000007.log        what has changed since
 *   cache-0000000000000008.log        a rewrite is under way: it goes on here, while
 *   cache-0000000000000008.tmp        the state when generation 8 began is written
 * </pre>
 *
 * <p>When the snapshot of a generation is complete and durable it is given its name, and all files
 * of earlier generations are deleted. A start reads the latest snapshot and the logs from its
 * generation on. A tail that a crash has torn is cut; damage elsewhere stops the start.
 */
@NullMarked
package dev.trimaran.cache.node.persistence;

import org.jspecify.annotations.NullMarked;
