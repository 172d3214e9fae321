/** Canaries: classes that break a rule on purpose. */
@NullMarked
package dev.trimaran.rules.canary.raft.kv;

import org.jspecify.annotations.NullMarked;
