package dev.trimaran.events.node.group;

/** What was asked of a group cannot be done. */
public final class GroupRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** This node does not lead. */
    NOT_LEADER,
    /** This node leads and has not read yet what groups there are; try again. */
    NOT_READY,
    DOES_NOT_EXIST,
    EXISTS,
    /** The message says why. */
    FAILED
  }

  private final Reason reason;
  private final GroupKey key;

  public GroupRefusal(Reason reason, GroupKey key, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.key = key;
  }

  public Reason reason() {
    return reason;
  }

  public GroupKey key() {
    return key;
  }
}
