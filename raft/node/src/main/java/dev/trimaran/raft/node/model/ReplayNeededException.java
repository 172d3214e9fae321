package dev.trimaran.raft.node.model;

import java.io.IOException;

/**
 * A machine cannot use its snapshot, for a reason that is no danger: a file that it derives from
 * the log is missing, or of another release. It is empty now. A group that keeps its log gives it
 * all entries again, from the first; any other fails to start.
 */
public final class ReplayNeededException extends IOException {

  private static final long serialVersionUID = 1L;

  public ReplayNeededException(String why) {
    super(why);
  }
}
