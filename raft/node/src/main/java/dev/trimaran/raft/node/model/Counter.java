package dev.trimaran.raft.node.model;

import java.util.concurrent.atomic.AtomicLong;

/** A count with one writing thread and any number of readers. */
public final class Counter {

  private final AtomicLong value = new AtomicLong();

  public void add(long more) {
    value.lazySet(value.getPlain() + more);
  }

  public void set(long now) {
    value.lazySet(now);
  }

  public long get() {
    return value.get();
  }
}
