/**
 * Byte strings in the order of their scores, those of one score in the order of their bytes: a
 * counted B+ tree of packed leaves, beside a table from member to score.
 *
 * <pre>
 *   RankedMembers -- PackedTable: member, score
 *        |
 *      Inner: for each child its first score and member, and how many it holds
 *      /   \
 *   Leaf = Leaf: scores | members, packed
 * </pre>
 */
@NullMarked
package dev.trimaran.cache.core.ranked;

import org.jspecify.annotations.NullMarked;
