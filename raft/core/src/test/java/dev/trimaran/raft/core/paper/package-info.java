/** The sentences of the paper that say something testable, one test for each. */
@NullMarked
package dev.trimaran.raft.core.paper;

import org.jspecify.annotations.NullMarked;
