/**
 * Reads what was applied: the index says where events are, the log has them.
 *
 * <pre>
 *   LogEventReader -> AllReads, StreamReads, LinkReads -> EventFetcher -> EntryCursor
 *                                                                         |
 *                                       the latest commands in memory, else the log on disk
 * </pre>
 */
@NullMarked
package dev.trimaran.events.node.read;

import org.jspecify.annotations.NullMarked;
