package dev.trimaran.raft.core.membership;

import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.quorum.Quorum;
import java.util.ArrayDeque;

/**
 * The configurations of the log. A node uses the latest one in its log whether committed or not
 * (section 6); when the entry is cut, the one before it is in force again.
 */
public final class Membership {

  /** A configuration and the index of the entry, or snapshot, it came with. */
  private record Placed(long index, Configuration configuration) {}

  private final ArrayDeque<Placed> placed = new ArrayDeque<>();
  private Quorum quorum;

  /**
   * @param index where {@code base} is known to be in force from
   */
  public Membership(long index, Configuration base) {
    placed.addLast(new Placed(index, base));
    quorum = Quorum.of(base);
  }

  public Configuration current() {
    return placed.getLast().configuration();
  }

  public Quorum quorum() {
    return quorum;
  }

  /** An entry was appended; returns whether it changed the configuration. */
  public boolean appended(Entry entry) {
    if (entry.kind() != EntryKind.CONFIGURATION) {
      return false;
    }
    placed.addLast(new Placed(entry.index(), ConfigurationCodec.decode(entry.data())));
    quorum = Quorum.of(current());
    return true;
  }

  /** The log was cut back to before {@code index}. */
  public void truncatedFrom(long index) {
    while (placed.size() > 1 && placed.getLast().index() >= index) {
      placed.removeLast();
      quorum = Quorum.of(current());
    }
  }

  /** Entries up to {@code index} can no longer be cut. */
  public void settledUpTo(long index) {
    while (placed.size() > 1) {
      Placed oldest = placed.removeFirst();
      if (placed.getFirst().index() > index) {
        placed.addFirst(oldest);
        return;
      }
    }
  }

  /** A snapshot replaced the log: its configuration is the only one. */
  public void reset(long index, Configuration configuration) {
    placed.clear();
    placed.addLast(new Placed(index, configuration));
    quorum = Quorum.of(configuration);
  }
}
