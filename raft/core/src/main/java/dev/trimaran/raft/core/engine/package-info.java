/** The production core: one dispatch line for each input. */
@NullMarked
package dev.trimaran.raft.core.engine;

import org.jspecify.annotations.NullMarked;
