/**
 * The write-ahead log: entries, term and vote in one sequence of checksummed batches, in segments.
 *
 * <pre>
 *   segment:  header (512) | batch | batch | ... | index batch (when sealed)
 *   batch:    header (40)  | frame | frame | ... | zeros up to 8
 *   frame:    header (28)  | payload
 * </pre>
 *
 * <p>Invariant: a batch names the last batch that was durable when it was written. So a bad batch
 * is a torn tail exactly when no later batch vouches for it; otherwise it is damage.
 */
@NullMarked
package dev.trimaran.raft.node.wal;

import org.jspecify.annotations.NullMarked;
