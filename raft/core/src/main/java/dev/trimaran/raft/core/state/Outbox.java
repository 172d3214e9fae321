package dev.trimaran.raft.core.state;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node wants done, in order; and the messages that wait for a write to be durable. They wait
 * by the write's sequence, never by an index (ABA).
 */
public final class Outbox {

  /** A message that may leave once the write {@code sequence} is durable. */
  private record Held(long sequence, NodeId to, Message message) {}

  private final NodeId self;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final ArrayDeque<Message> toSelf = new ArrayDeque<>();
  private List<Effect> effects = new ArrayList<>();
  private long issued;
  private long durable;

  Outbox(NodeId self) {
    this.self = self;
  }

  public void emit(Effect effect) {
    effects.add(effect);
  }

  /** Sends at once; what a node sends to itself it receives within the same step. */
  public void send(NodeId to, Message message) {
    if (to.equals(self)) {
      toSelf.addLast(message);
    } else {
      effects.add(new Effect.Send(to, message));
    }
  }

  /** Sends once the write {@code sequence} is durable. */
  void sendAfter(long sequence, NodeId to, Message message) {
    if (sequence <= durable) {
      send(to, message);
    } else {
      held.addLast(new Held(sequence, to, message));
    }
  }

  /** Sequence of the latest write. */
  long issued() {
    return issued;
  }

  boolean isAllDurable() {
    return issued == durable;
  }

  long issueNext() {
    return ++issued;
  }

  /**
   * Writes up to {@code sequence} are durable: what waited for them leaves, unless it is of a term
   * before {@code term}, where it has no say any more.
   */
  void persisted(long sequence, long term) {
    Checks.that(sequence <= issued, "only what was issued is durable", sequence, issued);
    durable = Math.max(durable, sequence);
    while (!held.isEmpty() && held.getFirst().sequence() <= durable) {
      Held next = held.removeFirst();
      if (next.message().term() >= term) {
        send(next.to(), next.message());
      }
    }
  }

  public @Nullable Message nextToSelf() {
    return toSelf.pollFirst();
  }

  /** Takes the effects of this step. */
  List<Effect> take() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }
}
