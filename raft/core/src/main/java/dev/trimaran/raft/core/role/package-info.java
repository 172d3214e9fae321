/** The roles of section 5.1, each holding only what is valid in it. */
@NullMarked
package dev.trimaran.raft.core.role;

import org.jspecify.annotations.NullMarked;
