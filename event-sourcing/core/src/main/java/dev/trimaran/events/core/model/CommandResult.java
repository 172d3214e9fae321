package dev.trimaran.events.core.model;

import java.util.List;

/** What became of a command: the same on every node. */
public sealed interface CommandResult {

  /**
   * It took effect, now or before.
   *
   * @param written for each write of the command, in its order
   * @param position of the last event; of the last event of all when there was none to write, -1 in
   *     an empty store
   * @param repeated the same events were there already: nothing was written again
   */
  record Written(List<StreamRevisions> written, long position, boolean repeated)
      implements CommandResult {
    public Written {
      written = List.copyOf(written);
    }
  }

  /**
   * What a stream was given.
   *
   * @param first revision of the first event written
   * @param last revision of the last event written; when there was none to write, the stream's own
   *     ({@link StreamState})
   */
  record StreamRevisions(String stream, long first, long last) {}

  /**
   * Expectations failed: nothing was written. All that failed are listed, in the command's order.
   */
  record Refused(List<Violation> violations) implements CommandResult {
    public Refused {
      violations = List.copyOf(violations);
    }
  }

  /**
   * An event that matches the condition's query was recorded after its position.
   *
   * @param position of such an event: of the latest for a condition on types alone
   */
  record ConditionFailed(long position) implements CommandResult {}

  /**
   * One expectation that failed.
   *
   * @param index of the write in its command
   */
  record Violation(int index, String stream, ExpectedRevision expected, StreamState actual) {}
}
