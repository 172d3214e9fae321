package dev.trimaran.raft.core.log;

import dev.trimaran.base.Checks;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log and its pointers. Always {@code firstIndex - 1 <= snapshot <= applied <= committed <=
 * durable <= last}.
 *
 * <p>{@code known} is the commit index the protocol arrived at; {@code committed}, what is exposed,
 * is the part of it that is durable here.
 */
public final class RaftLog {

  /** Term of an entry that is no longer, or never was, in this log. */
  public static final long UNKNOWN_TERM = -1;

  private final EntryRing entries;
  private final Writes writes = new Writes();
  private final Retention retention;
  private long termBeforeFirst;
  private long snapshotIndex;
  private long snapshotTerm;
  private @Nullable SnapshotMeta snapshot;
  private long applied;
  private long applying;
  private long known;
  private long durable;
  private long issued;

  public RaftLog(Restored restored) {
    SnapshotMeta meta = restored.snapshot();
    List<Entry> stored = restored.entries();
    retention = restored.retention();
    snapshot = meta;
    snapshotIndex = meta == null ? 0 : meta.index();
    snapshotTerm = meta == null ? 0 : meta.term();
    long first = stored.isEmpty() ? snapshotIndex + 1 : stored.getFirst().index();
    Checks.that(first <= snapshotIndex + 1, "the stored log has a gap", first, snapshotIndex);
    if (!continues(stored, first)) {
      Checks.that(!isKept(), "a log that is kept holds what its snapshot stands for");
      stored = List.of(); // an install was cut short: the snapshot supersedes the log
      first = snapshotIndex + 1;
    }
    entries = new EntryRing(first);
    termBeforeFirst = first - 1 == snapshotIndex ? snapshotTerm : first == 1 ? 0 : UNKNOWN_TERM;
    for (Entry entry : stored) {
      Checks.that(entry.index() == lastIndex() + 1, "stored entries are consecutive");
      entries.append(entry);
    }
    applied = snapshotIndex;
    applying = snapshotIndex;
    known = snapshotIndex;
    durable = lastIndex();
    issued = lastIndex();
  }

  private boolean continues(List<Entry> stored, long first) {
    if (stored.isEmpty() || first == snapshotIndex + 1) {
      return true;
    }
    long offset = snapshotIndex - first;
    return offset < stored.size() && stored.get((int) offset).term() == snapshotTerm;
  }

  public long firstIndex() {
    return entries.firstIndex();
  }

  /** Whether the stored log goes on before the first entry in memory, back to entry 1. */
  public boolean isKept() {
    return retention == Retention.KEEP;
  }

  public long lastIndex() {
    return entries.lastIndex();
  }

  public long lastTerm() {
    return termAt(lastIndex());
  }

  public long snapshotIndex() {
    return snapshotIndex;
  }

  public @Nullable SnapshotMeta snapshot() {
    return snapshot;
  }

  public long applied() {
    return applied;
  }

  /** Whether entries were handed to the state machine that it has not yet applied. */
  public boolean isApplying() {
    return applying > applied;
  }

  /** The commit index that is exposed: never more than is durable here. */
  public long committed() {
    return Math.min(known, durable);
  }

  /** The commit index as known from the quorum, durable here or not. */
  public long knownCommit() {
    return known;
  }

  public long durable() {
    return durable;
  }

  /** The term at {@code index}, or {@link #UNKNOWN_TERM}. */
  public long termAt(long index) {
    if (entries.contains(index)) {
      return entries.get(index).term();
    }
    if (index == 0) {
      return 0;
    }
    if (index == snapshotIndex) {
      return snapshotTerm;
    }
    return index == firstIndex() - 1 ? termBeforeFirst : UNKNOWN_TERM;
  }

  public boolean matches(long index, long term) {
    return termAt(index) == term;
  }

  /** Section 5.4.1: by last term, then by last index; never element by element. */
  public boolean isUpToDate(long candidateLastIndex, long candidateLastTerm) {
    long ownTerm = lastTerm();
    return candidateLastTerm > ownTerm
        || (candidateLastTerm == ownTerm && candidateLastIndex >= lastIndex());
  }

  /**
   * The largest index up to {@code index} whose term is not above {@code term}; nothing at or below
   * what is committed is ever in doubt.
   */
  public long lastPossibleMatch(long index, long term) {
    long candidate = Math.min(index, lastIndex());
    while (candidate > known && termAt(candidate) > term) {
      candidate--;
    }
    return Math.max(candidate, Math.min(index, known));
  }

  /** The same on the leader's side: where its log may still agree with a follower's hint. */
  public long lastPossibleMatchFor(long hintIndex, long hintTerm) {
    long candidate = Math.min(hintIndex, lastIndex());
    while (candidate > 0 && termAt(candidate) > hintTerm) {
      candidate--;
    }
    return candidate;
  }

  public Entry entry(long index) {
    Checks.that(entries.contains(index), "entry is in memory", index, firstIndex());
    return entries.get(index);
  }

  public void append(Entry entry) {
    Checks.that(
        entry.index() == lastIndex() + 1, "entries are appended", entry.index(), lastIndex());
    Checks.that(entry.term() >= lastTerm(), "terms never fall", entry.term(), lastTerm());
    entries.append(entry);
  }

  /** Cuts the log back to before {@code index}; a committed entry is never cut. */
  public void truncateFrom(long index) {
    Checks.that(index > known, "a committed entry is never cut", index, known);
    entries.truncateFrom(index);
    writes.cut(index);
    durable = Math.min(durable, index - 1);
    issued = Math.min(issued, index - 1);
  }

  /** Entries from {@code from}: at least one if there is any, else within both limits. */
  public List<Entry> batch(long from, int maxEntries, int maxBytes) {
    long to = from - 1;
    long bytes = 0;
    long end = Math.min(lastIndex(), from + maxEntries - 1);
    while (to < end) {
      bytes += entries.get(to + 1).data().length;
      if (bytes > maxBytes && to >= from) {
        break;
      }
      to++;
    }
    return entries.slice(from, to);
  }

  public boolean hasUnissued() {
    return issued < lastIndex();
  }

  /** Takes what was appended since the last write, to be written under {@code sequence}. */
  public List<Entry> issue(long sequence) {
    List<Entry> batch = entries.slice(issued + 1, lastIndex());
    issued = lastIndex();
    writes.issued(sequence, issued);
    return batch;
  }

  /** All writes up to {@code sequence} are durable. */
  public void persisted(long sequence) {
    durable = Math.max(durable, writes.completed(sequence));
  }

  /** A quorum holds the log up to {@code index}. */
  public void commitTo(long index) {
    Checks.that(index <= lastIndex(), "commit is within the log", index, lastIndex());
    known = Math.max(known, index);
  }

  /** The committed entries that the state machine has not been given; each is given once. */
  public List<Entry> takeCommitted() {
    long to = committed();
    if (to <= applying) {
      return List.of();
    }
    List<Entry> batch = entries.slice(applying + 1, to);
    applying = to;
    return batch;
  }

  public void applied(long index) {
    Checks.that(index <= applying, "applied only what was given", index, applying);
    applied = Math.max(applied, index);
  }

  /** A local snapshot: entries before {@code retainFrom} leave memory. */
  public void compact(SnapshotMeta meta, long retainFrom) {
    Checks.that(meta.index() <= applied, "a snapshot is of applied state", meta.index(), applied);
    long first = Math.max(firstIndex(), Math.min(retainFrom, meta.index() + 1));
    termBeforeFirst = termAt(first - 1);
    snapshot = meta;
    snapshotIndex = meta.index();
    snapshotTerm = meta.term();
    entries.dropBefore(first);
  }

  /** An installed snapshot: the log starts anew after it (figure 13). */
  public void reset(SnapshotMeta meta) {
    Checks.that(!isKept(), "a log that is kept is never started anew");
    Checks.that(meta.index() > known, "an installed snapshot is news", meta.index(), known);
    writes.cut(1);
    entries.reset(meta.index() + 1);
    termBeforeFirst = meta.term();
    snapshot = meta;
    snapshotIndex = meta.index();
    snapshotTerm = meta.term();
    applied = snapshotIndex;
    applying = snapshotIndex;
    known = snapshotIndex;
    durable = snapshotIndex;
    issued = snapshotIndex;
  }

  /** Called after every input: the order of the pointers. */
  public void check() {
    Checks.that(
        firstIndex() - 1 <= snapshotIndex, "first <= snapshot", firstIndex(), snapshotIndex);
    Checks.that(snapshotIndex <= applied, "snapshot <= applied", snapshotIndex, applied);
    Checks.that(applied <= committed(), "applied <= committed", applied, committed());
    Checks.that(committed() <= durable, "committed <= durable", committed(), durable);
    Checks.that(durable <= lastIndex(), "durable <= last", durable, lastIndex());
  }
}
