/** Which configuration is in force: the latest in the log, committed or not (section 6). */
@NullMarked
package dev.trimaran.raft.core.membership;

import org.jspecify.annotations.NullMarked;
