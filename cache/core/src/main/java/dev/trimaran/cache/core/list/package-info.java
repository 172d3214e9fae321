/**
 * Lists: chunks of elements packed in bytes, one after another.
 *
 * <pre>
 *   ListDatum   [chunk][chunk][chunk] ...          a ring of references
 *   Chunk       ...free| length bytes length | length bytes length |free...
 * </pre>
 *
 * An element carries its length on both sides, so that it can be walked over from both; a chunk has
 * room on both sides, so that both ends of a list cost the same.
 */
@NullMarked
package dev.trimaran.cache.core.list;

import org.jspecify.annotations.NullMarked;
