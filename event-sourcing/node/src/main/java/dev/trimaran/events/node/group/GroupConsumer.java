package dev.trimaran.events.node.group;

import dev.trimaran.events.core.group.GroupEvent;

/** A consumer's call. Told by one thread at a time; must not block. */
public interface GroupConsumer {

  /** Who it is. */
  Identity identity();

  /** It is one of the group's: before it is told of any event. */
  void accepted();

  /** An event for it. */
  void event(GroupEvent event, int retries);

  /** It is none of the group's, or not any more. */
  void ended(End end);

  /** Why a consumer's call ends. */
  enum End {
    /** The group has as many consumers as it may have. */
    REFUSED,
    /** The group was deleted or changed, or the consumer asked to be stopped. */
    DROPPED,
    /** This node leads no more, or has to begin the group anew: connect again. */
    LEADER_GONE
  }

  /**
   * As statistics tell.
   *
   * @param from its address
   * @param connection the name it gave its connection
   */
  record Identity(String from, String user, String connection) {}
}
