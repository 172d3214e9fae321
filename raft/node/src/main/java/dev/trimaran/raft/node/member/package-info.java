/** Which directory each voter works with: known for good, so that a lost one is noticed. */
@NullMarked
package dev.trimaran.raft.node.member;

import org.jspecify.annotations.NullMarked;
