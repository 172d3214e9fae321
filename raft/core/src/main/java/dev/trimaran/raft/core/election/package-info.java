/** Elections: pre-vote, vote, transfer of leadership, check-quorum (sections 5.2 and 5.4). */
@NullMarked
package dev.trimaran.raft.core.election;

import org.jspecify.annotations.NullMarked;
