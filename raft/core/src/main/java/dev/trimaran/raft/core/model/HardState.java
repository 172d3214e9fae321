package dev.trimaran.raft.core.model;

import dev.trimaran.base.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What must survive a crash beside the log (figure 2, persistent state).
 *
 * @param term latest term seen
 * @param vote candidate that received the vote in {@code term}, or null
 */
public record HardState(long term, @Nullable NodeId vote) {

  public static final HardState INITIAL = new HardState(0, null);
}
