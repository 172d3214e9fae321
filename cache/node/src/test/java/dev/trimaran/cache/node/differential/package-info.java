/**
 * The differential test: the same random commands go to Debian's redis-server and to our node over
 * sockets, and the raw replies are compared. It knows nothing of our code; any two servers that
 * speak RESP can be compared.
 *
 * <pre>
 * differential/*.txt -> Table -> Sequences --Step--> Match --Command--> left, right
 *                                               Judgement: do the two Answers agree?
 *                                               Keyspace:  is what is left the same?
 *                                               Shrinker:  the shortest steps that still differ
 * </pre>
 *
 * <p>How to run it, and how the tables are written, is told in
 * docs/internals/cache-differential.md; what may differ, in docs/reference/redis-differences.md.
 */
@NullMarked
package dev.trimaran.cache.node.differential;

import org.jspecify.annotations.NullMarked;
