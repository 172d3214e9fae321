package dev.trimaran.simulation;

import dev.trimaran.base.port.Completion;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** One lane of a disk: one operation at a time, in the order of submission. */
final class DiskQueue implements Event {

  /** Takes effect when it runs. */
  @FunctionalInterface
  interface Operation {

    /**
     * @return a hash for the trace
     * @throws IOException when the operation fails
     */
    long run() throws IOException;
  }

  private record Pending(Trace.Kind kind, Operation operation, Completion completion) {}

  private final Incarnation life;
  private final Ground ground;
  private final Deque<Pending> pending = new ArrayDeque<>();

  DiskQueue(Incarnation life, Ground ground) {
    this.life = life;
    this.ground = ground;
  }

  void submit(Trace.Kind kind, Operation operation, Completion completion) {
    if (!life.alive()) {
      return; // nobody is left to be told
    }
    pending.add(new Pending(kind, operation, completion));
    if (pending.size() == 1) {
      schedule(kind);
    }
  }

  @Override
  public boolean run(long token) {
    Pending done = pending.remove();
    long node = life.node.id.value();
    IOException failure = null;
    try {
      ground.trace().record(node, done.kind(), done.operation().run());
    } catch (IOException e) {
      ground.trace().record(node, done.kind(), -1);
      failure = e;
    }
    if (!pending.isEmpty()) {
      schedule(pending.element().kind());
    }
    done.completion().done(failure);
    return true;
  }

  /** Some of the writes that were under way reach the file before the lights go out. */
  void crash(DiskImage image) {
    while (!pending.isEmpty() && image.random().nextDouble() < image.settings.survival()) {
      Pending next = pending.remove();
      if (next.kind() == Trace.Kind.SYNC || next.kind() == Trace.Kind.SYNC_DIRECTORY) {
        break;
      }
      try {
        next.operation().run();
      } catch (IOException e) {
        break; // the disk refused it; what follows stays undone too
      }
    }
    pending.clear();
  }

  private void schedule(Trace.Kind kind) {
    DiskSettings how = life.node.image.settings;
    boolean sync = kind == Trace.Kind.SYNC || kind == Trace.Kind.SYNC_DIRECTORY;
    long delay =
        sync
            ? ground.draw(how.minSyncNanos(), how.maxSyncNanos())
            : ground.draw(how.minWriteNanos(), how.maxWriteNanos());
    life.schedule(delay, this, 0);
  }
}
