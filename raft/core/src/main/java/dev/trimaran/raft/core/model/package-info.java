/** The words of consensus: entries, messages, inputs, effects, the visible state. Values only. */
@NullMarked
package dev.trimaran.raft.core.model;

import org.jspecify.annotations.NullMarked;
