package dev.trimaran.simulation.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.port.Loops;
import dev.trimaran.base.port.Loops.Loop;
import dev.trimaran.base.port.Poller;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** What all {@link Loops} do. */
public abstract class LoopsConformance {

  private static final long MILLI = 1_000_000;

  /** A poller that counts; its answers come from a function of the time. */
  private static final class Counting implements Poller {
    private final LongUnaryOperator answer;
    private final List<Long> times = new ArrayList<>();

    Counting(LongUnaryOperator answer) {
      this.answer = answer;
    }

    @Override
    public synchronized long poll(long nowNanos) {
      times.add(nowNanos);
      return answer.applyAsLong(nowNanos);
    }

    synchronized int count() {
      return times.size();
    }

    synchronized long gap(int index) {
      return times.get(index) - times.get(index - 1);
    }
  }

  private final List<Throwable> failures = new ArrayList<>();

  /** Loops, the same for all of one test. */
  protected abstract Loops loops();

  /** Waits until {@code condition} holds; fails when it does not in reasonable time. */
  protected abstract void await(BooleanSupplier condition);

  private Loop start(Poller poller) {
    return loops().start("loop", poller, this::failed);
  }

  private synchronized void failed(Throwable cause) {
    failures.add(cause);
  }

  private synchronized List<Throwable> failures() {
    return List.copyOf(failures);
  }

  @Test
  void pollsSoonAndThenWhenDue() {
    Counting poller = new Counting(now -> now + 5 * MILLI);
    Loop loop = start(poller);
    await(() -> poller.count() == 4);
    loop.stop();
    for (int i = 1; i < 4; i++) {
      assertThat(poller.gap(i)).isGreaterThanOrEqualTo(5 * MILLI);
    }
  }

  @Test
  void anIdleLoopPollsWhenWoken() {
    Counting poller = new Counting(now -> Poller.IDLE);
    Loop loop = start(poller);
    await(() -> poller.count() == 1);
    loop.wake();
    await(() -> poller.count() >= 2);
    loop.stop();
    assertThat(poller.count()).isEqualTo(2);
  }

  @Test
  void aPollerThatIsDueIsPolledAgainAtOnce() {
    Counting poller = new Counting(now -> now);
    Loop loop = start(poller);
    await(() -> poller.count() > 50);
    loop.stop();
  }

  @Test
  void aWakeDuringAPollIsNotLost() {
    List<Loop> loop = new ArrayList<>();
    Counting poller =
        new Counting(now -> {
          synchronized (loop) {
            loop.forEach(Loop::wake);
            loop.clear();
          }
          return Poller.IDLE;
        });
    Loop started = start(poller);
    await(() -> poller.count() == 1);
    synchronized (loop) {
      loop.add(started);
    }
    started.wake();
    await(() -> poller.count() == 3);
    started.stop();
  }

  @Test
  void aStoppedLoopIsNeverPolledAgain() {
    Counting poller = new Counting(now -> now + MILLI);
    Loop loop = start(poller);
    await(() -> poller.count() > 1);
    loop.stop();
    int count = poller.count();
    loop.wake();
    loop.stop();
    Counting other = new Counting(now -> now + 10 * MILLI);
    Loop later = start(other);
    await(() -> other.count() == 3);
    later.stop();
    assertThat(poller.count()).isEqualTo(count);
  }

  @Test
  void aLoopMayStopItself() {
    List<Loop> self = new ArrayList<>();
    Counting poller =
        new Counting(now -> {
          synchronized (self) {
            self.forEach(Loop::stop);
          }
          return now + MILLI;
        });
    Loop loop = start(poller);
    synchronized (self) {
      self.add(loop);
    }
    loop.wake();
    await(() -> poller.count() >= 1);
    loop.stop();
    assertThat(failures()).isEmpty();
  }

  @Test
  void aPollerThatThrowsStopsItsLoop() {
    IllegalStateException cause = new IllegalStateException("on purpose");
    Counting poller =
        new Counting(now -> {
          throw cause;
        });
    Loop loop = start(poller);
    await(() -> failures().size() == 1);
    loop.wake();
    loop.stop();
    assertThat(failures()).containsExactly(cause);
    assertThat(poller.count()).isEqualTo(1);
  }
}
