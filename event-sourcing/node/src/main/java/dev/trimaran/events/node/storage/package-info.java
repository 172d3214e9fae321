/**
 * The index on disk: segments that grow in memory, are sealed into files in the background, and are
 * found again at start.
 *
 * <pre>
 *   applier -> EventIndex --(full)--> Sealer -> index/&lt;first position&gt;.idx
 *                  |                                  |
 *   readers &lt;- IndexView  &lt;--------  IndexFiles, BlockCache
 * </pre>
 *
 * <p>Everything here can be made again from the log, so nothing is repaired: what is not sound at
 * start is refused, and the machine replays its log into an empty index.
 */
@NullMarked
package dev.trimaran.events.node.storage;

import org.jspecify.annotations.NullMarked;
