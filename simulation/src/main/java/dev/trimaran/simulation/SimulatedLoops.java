package dev.trimaran.simulation;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Loops;
import dev.trimaran.base.port.Poller;

/** Loops that the scheduler drives. */
final class SimulatedLoops implements Loops {

  /** What a poll takes at least, so that a loop that is always due still lets time pass. */
  private static final long POLL_NANOS = 1_000;

  private static final long MAX_WAKE_NANOS = 20_000;

  private final Incarnation life;
  private final Ground ground;

  SimulatedLoops(Incarnation life, Ground ground) {
    this.life = life;
    this.ground = ground;
  }

  @Override
  public Loop start(String name, Poller poller, FailureHandler onFailure) {
    Checks.argument(life.alive(), "a crashed node starts no loop");
    SimulatedLoop loop = new SimulatedLoop(name, poller, onFailure);
    loop.wake();
    return loop;
  }

  private final class SimulatedLoop implements Loop, Event {

    private final String name;
    private final Poller poller;
    private final FailureHandler onFailure;
    private boolean running = true;
    private boolean polling;
    private boolean woken;
    private long dueAt = Long.MAX_VALUE;
    private long token;

    SimulatedLoop(String name, Poller poller, FailureHandler onFailure) {
      this.name = name;
      this.poller = poller;
      this.onFailure = onFailure;
    }

    @Override
    public void wake() {
      if (polling) {
        woken = true;
      } else if (running) {
        dueIn(ground.draw(POLL_NANOS, MAX_WAKE_NANOS));
      }
    }

    @Override
    public void stop() {
      running = false;
      token++;
    }

    @Override
    public boolean run(long occurrence) {
      if (!running || occurrence != token) {
        return false;
      }
      dueAt = Long.MAX_VALUE;
      ground.trace().record(life.node.id.value(), Trace.Kind.POLL, name.hashCode());
      long next = poll();
      if (running && life.alive()) {
        plan(next);
      }
      return true;
    }

    private void plan(long next) {
      if (woken) {
        woken = false;
        dueIn(POLL_NANOS);
      } else if (next != Poller.IDLE) {
        dueIn(Math.max(POLL_NANOS, life.node.clock.delayUntil(next)));
      }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a poller throws stops its loop
    private long poll() {
      polling = true;
      try {
        return poller.poll(life.node.clock.nanoTime());
      } catch (RuntimeException | Error cause) {
        running = false;
        ground.failures().add(new Failures.Failure(life.node.id, name, cause));
        onFailure.failed(cause);
        return Poller.IDLE;
      } finally {
        polling = false;
      }
    }

    private void dueIn(long delay) {
      long at = ground.scheduler().now() + delay;
      if (at < dueAt) {
        dueAt = at;
        life.schedule(delay, this, ++token);
      }
    }
  }
}
