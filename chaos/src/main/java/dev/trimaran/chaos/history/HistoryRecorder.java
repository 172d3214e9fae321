package dev.trimaran.chaos.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Takes down a history while it happens; any thread may call. Calls are recorded before the request
 * leaves, returns after the answer came: what the recorder orders was so in real time.
 */
public final class HistoryRecorder {

  private record Call(int process, Command command, long position, long nanos) {}

  private final LongSupplier clock;
  private final List<Operation> ended = new ArrayList<>();
  private final Map<Long, Call> open = new LinkedHashMap<>();
  private long position;
  private long nextId;

  /**
   * @param clock nanoseconds since the run began, virtual or real
   */
  public HistoryRecorder(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * A client is about to send a request.
   *
   * @return the operation's id, for the return
   */
  public synchronized long invoke(int process, Command command) {
    long id = nextId++;
    open.put(id, new Call(process, command, position++, clock.getAsLong()));
    return id;
  }

  /** The client was told {@code answer}. */
  public synchronized void ok(long id, Answer answer) {
    Call call = end(id);
    ended.add(
        new Operation(
            id,
            call.process,
            call.command,
            call.position,
            position++,
            call.nanos,
            clock.getAsLong(),
            Outcome.OK,
            answer));
  }

  /** It is certain that the operation did not and will not happen. */
  public synchronized void fail(long id) {
    Call call = end(id);
    ended.add(
        new Operation(
            id,
            call.process,
            call.command,
            call.position,
            position++,
            call.nanos,
            clock.getAsLong(),
            Outcome.FAIL,
            null));
  }

  /** The client gave up; the operation may happen at any time, or never. */
  public synchronized void info(long id) {
    ended.add(opened(id, end(id)));
  }

  /** What was recorded so far; operations under way have an unknown outcome. */
  public synchronized History history() {
    List<Operation> all = new ArrayList<>(ended);
    open.forEach((id, call) -> all.add(opened(id, call)));
    return new History(all);
  }

  private Call end(long id) {
    Call call = open.remove(id);
    if (call == null) {
      throw new IllegalArgumentException("operation " + id + " is not under way");
    }
    return call;
  }

  private static Operation opened(long id, Call call) {
    return new Operation(
        id,
        call.process,
        call.command,
        call.position,
        Operation.NEVER,
        call.nanos,
        -1,
        Outcome.INFO,
        null);
  }
}
