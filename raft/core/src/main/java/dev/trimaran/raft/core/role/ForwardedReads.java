package dev.trimaran.raft.core.role;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads of a follower: one batch is with the leader, under a context of its own; what arrives
 * meanwhile is the next batch.
 */
public final class ForwardedReads {

  private List<Long> asked = List.of();
  private List<Long> waiting = new ArrayList<>();
  private long context;
  private int ticks;

  public void add(long id) {
    waiting.add(id);
  }

  public boolean canAsk() {
    return asked.isEmpty() && !waiting.isEmpty();
  }

  /** The waiting reads are asked about under a new context. */
  public void ask(long newContext) {
    asked = waiting;
    waiting = new ArrayList<>();
    context = newContext;
    ticks = 0;
  }

  public boolean isAsked(long answeredContext) {
    return !asked.isEmpty() && context == answeredContext;
  }

  /** Takes the batch that was asked about. */
  public List<Long> takeAsked() {
    List<Long> taken = asked;
    asked = List.of();
    return taken;
  }

  /** Takes every read, asked about or waiting. */
  public List<Long> takeAll() {
    var all = new ArrayList<>(takeAsked());
    all.addAll(waiting);
    waiting.clear();
    return all;
  }

  /** One tick; returns whether the answer must be taken for lost. */
  public boolean tick(int patience) {
    if (asked.isEmpty()) {
      return false;
    }
    ticks++;
    return ticks >= patience;
  }
}
