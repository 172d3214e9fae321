/**
 * The log in memory and its pointers: {@code snapshot <= applied <= committed <= durable <= last}.
 */
@NullMarked
package dev.trimaran.raft.core.log;

import org.jspecify.annotations.NullMarked;
