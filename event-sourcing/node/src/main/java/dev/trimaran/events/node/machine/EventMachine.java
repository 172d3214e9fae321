package dev.trimaran.events.node.machine;

import dev.trimaran.base.InvariantViolation;
import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.codec.CommandCodec;
import dev.trimaran.events.core.codec.ResultCodec;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.state.EventState;
import dev.trimaran.events.node.model.Heads;
import dev.trimaran.events.node.model.IndexSink;
import dev.trimaran.raft.node.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * The event store: decides on commands, one thread, in the order of the log, and hands what was
 * recorded to the index. Readers of heads see what the index has published, no more and no less:
 * they wait while a batch is applied.
 */
public final class EventMachine implements StateMachine, Heads {

  private final Supplier<EventState> empty;
  private final IndexSink index;
  private final StampedLock lock = new StampedLock();

  /** Of the batch that is being applied; 0 between batches. */
  private long writing;

  private EventState state;

  /**
   * @param empty a state without streams, with the same key at each start over the same directory
   */
  public EventMachine(Supplier<EventState> empty, IndexSink index) {
    this.empty = empty;
    this.index = index;
    this.state = empty.get();
  }

  @Override
  public EventResult apply(long raftIndex, long term, byte[] command) {
    begin();
    boolean applied = false;
    try {
      EventCommand decoded = CommandCodec.decodeToDecide(ByteBuffer.wrap(command));
      List<RecordedEvent> events = new ArrayList<>(1);
      long created = created(decoded);
      CommandResult result =
          state.apply(
              decoded,
              (position, number, stream, revision, event) ->
                  events.add(new RecordedEvent(position, stream, revision, created, event)));
      if (!events.isEmpty()) {
        index.recorded(raftIndex, command, events);
      }
      applied = true;
      return new EventResult(result);
    } catch (DecodeException e) {
      throw new InvariantViolation("command " + raftIndex + " is garbled: " + e.getMessage());
    } finally {
      if (!applied) {
        end(); // the node stops: nobody waits for what never comes
      }
    }
  }

  private static long created(EventCommand command) {
    return switch (command) {
      case EventCommand.Append append -> append.created();
      case EventCommand.Tombstone tombstone -> tombstone.created();
    };
  }

  @Override
  public EventResult decodeResult(byte[] encoded) {
    try {
      return new EventResult(ResultCodec.decode(ByteBuffer.wrap(encoded)));
    } catch (DecodeException e) {
      throw new InvariantViolation("a stored result is garbled: " + e.getMessage());
    }
  }

  @Override
  public void batchApplied(long raftIndex) {
    begin();
    try {
      index.publish();
    } finally {
      end();
    }
  }

  private void begin() {
    if (writing == 0) {
      writing = lock.writeLock();
    }
  }

  private void end() {
    long stamp = writing;
    writing = 0;
    lock.unlockWrite(stamp);
  }

  /** The node has stopped, perhaps within a batch: whoever waits for it goes on. */
  public void stopped() {
    if (writing != 0) {
      end();
    }
  }

  // ---- readers

  @Override
  public Head head(String stream) {
    long stamp = lock.readLock();
    try {
      return new Head(state.state(stream), state.metadata(stream), state.nextPosition());
    } finally {
      lock.unlockRead(stamp);
    }
  }

  @Override
  public long streams() {
    long stamp = lock.readLock();
    try {
      return state.streams();
    } finally {
      lock.unlockRead(stamp);
    }
  }

  // ---- checkpoint

  @Override
  public Snapshot snapshot() {
    return new EventSnapshot(state, index.capture());
  }

  /**
   * As the other says.
   *
   * @throws dev.trimaran.raft.node.model.ReplayNeededException when the files of the index do not
   *     have what the checkpoint takes for granted: everything is empty then
   */
  @Override
  public void restore(InputStream snapshot) throws IOException {
    begin();
    try {
      state = empty.get();
      EventSnapshot.restore(snapshot, state, index);
    } catch (IOException e) {
      state = empty.get();
      throw e;
    } finally {
      end();
    }
  }
}
