package dev.trimaran.events.node.group;

import dev.trimaran.events.core.group.GroupInput;
import dev.trimaran.events.core.group.NackAction;
import dev.trimaran.events.core.model.EventId;
import java.util.List;

/** What a consumer tells its group. */
public final class GroupConnection {

  private final GroupRunner runner;
  private final long number;

  GroupConnection(GroupRunner runner, long number) {
    this.runner = runner;
    this.number = number;
  }

  /**
   * Messages were handled.
   *
   * @param taken run when the group has taken it: more may be told then
   */
  public void ack(List<EventId> ids, Runnable taken) {
    runner.tell(new GroupInput.Ack(number, ids), taken);
  }

  /** Messages could not be handled. */
  public void nack(List<EventId> ids, NackAction action, String reason, Runnable taken) {
    runner.tell(new GroupInput.Nack(number, ids, action, reason), taken);
  }

  /**
   * The consumer goes.
   *
   * @param gone run when it is told of nothing more, unless its call has ended by then
   */
  public void disconnect(Runnable gone) {
    runner.disconnect(number, gone);
  }
}
