package dev.trimaran.raft.core.session;

import dev.trimaran.base.Checks;

/**
 * Bounds of a session table. All nodes of a group must have the same: they decide what is applied.
 *
 * @param maxSessions sessions kept; when one more is opened, the least recently applied goes
 * @param maxWindow sequence numbers above a session's low-water mark; beyond, commands are refused
 */
public record SessionLimits(int maxSessions, int maxWindow) {

  public static final SessionLimits DEFAULT = new SessionLimits(4096, 1 << 16);

  public SessionLimits {
    Checks.argument(maxSessions > 0, "maxSessions must be positive");
    Checks.argument(maxWindow > 0, "maxWindow must be positive");
  }
}
