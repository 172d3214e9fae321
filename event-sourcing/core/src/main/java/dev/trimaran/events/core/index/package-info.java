/**
 * The index of the log, one segment for each 65,536 events: where a stream's revisions are, where a
 * position is in the log, and which events have a type, a category or a tag.
 *
 * <pre>
 *   add -> OpenSegment --(full)--> SegmentWriter -> bytes -> SegmentDirectory + SealedSegment
 *              |                                                     |
 *              +------------------- Segment: the same answers -------+
 * </pre>
 *
 * <p>A segment is 65,536 events because an event's place in it is then 16 bits: a stream's
 * revisions and the postings of a term are arrays of such, and a term of many events is a bitmap of
 * 8 KiB, just as in a container of a Roaring bitmap (Chambi, Lemire, Kaser, Godin 2016, section 2).
 *
 * <p>Streams and terms are found by 64-bit hashes. Terms carry their names in the index; streams do
 * not, so what is found for a stream are candidates, whose names the reader verifies.
 */
@NullMarked
package dev.trimaran.events.core.index;

import org.jspecify.annotations.NullMarked;
