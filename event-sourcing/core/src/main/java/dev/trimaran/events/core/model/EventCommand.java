package dev.trimaran.events.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of the log. All of it takes effect, or nothing. */
public sealed interface EventCommand {

  /**
   * Appends to one stream or several.
   *
   * @param created the proposer's clock, milliseconds since 1970
   * @param writes in the order in which their events get positions; a write without events is a
   *     guard. A stream may come several times: all expectations are of the streams as they were
   *     before the command
   * @param condition checked besides the expectations
   */
  record Append(long created, List<StreamAppend> writes, @Nullable AppendCondition condition)
      implements EventCommand {
    public Append {
      writes = List.copyOf(writes);
    }
  }

  /**
   * Ends a stream for ever: an event of type {@code $streamDeleted} is its last.
   *
   * @param created the proposer's clock, milliseconds since 1970
   */
  record Tombstone(long created, String stream, ExpectedRevision expected, EventId id)
      implements EventCommand {}
}
