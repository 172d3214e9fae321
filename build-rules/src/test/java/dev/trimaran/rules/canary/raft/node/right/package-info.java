/** Canaries: classes that break a rule on purpose. */
@NullMarked
package dev.trimaran.rules.canary.raft.node.right;

import org.jspecify.annotations.NullMarked;
