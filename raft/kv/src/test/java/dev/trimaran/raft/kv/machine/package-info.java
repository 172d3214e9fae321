@NullMarked
package dev.trimaran.raft.kv.machine;

import org.jspecify.annotations.NullMarked;
