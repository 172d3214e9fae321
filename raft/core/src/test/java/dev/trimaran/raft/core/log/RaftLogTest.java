package dev.trimaran.raft.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.InvariantViolation;
import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaftLogTest {

  @ParameterizedTest
  @CsvSource({
    // candidate's last index and term against a log of terms 1 1 3
    "3, 3, true",
    "4, 3, true",
    "2, 3, false",
    "9, 2, false",
    "1, 4, true",
    "0, 0, false",
  })
  void upToDateComparesTermsThenIndexes(long lastIndex, long lastTerm, boolean upToDate) {
    assertThat(log(1, 1, 3).isUpToDate(lastIndex, lastTerm)).isEqualTo(upToDate);
  }

  @ParameterizedTest
  @CsvSource({
    // index, term, hint in a log of terms 1 1 1 2 2 5
    "9, 9, 6",
    "5, 9, 5",
    "6, 4, 5",
    "6, 1, 3",
    "6, 0, 0",
  })
  void theHintIsTheLastEntryOfNoLaterTerm(long index, long term, long hint) {
    assertThat(log(1, 1, 1, 2, 2, 5).lastPossibleMatch(index, term)).isEqualTo(hint);
  }

  @Test
  void anIndexWrittenTwiceIsDurableByTheSecondWriteOnly() {
    RaftLog log = log();
    log.append(entry(1, 1));
    log.append(entry(2, 1));
    log.issue(1);
    log.truncateFrom(2);
    log.append(entry(2, 2));
    log.issue(2);
    log.persisted(1);
    assertThat(log.durable()).isEqualTo(1);
    log.persisted(2);
    assertThat(log.durable()).isEqualTo(2);
  }

  @Test
  void whatIsCommittedIsExposedOnceItIsDurable() {
    RaftLog log = log();
    log.append(entry(1, 1));
    log.issue(1);
    log.commitTo(1);
    assertThat(log.committed()).isZero();
    assertThat(log.takeCommitted()).isEmpty();
    log.persisted(1);
    assertThat(log.committed()).isEqualTo(1);
    assertThat(log.takeCommitted()).containsExactly(log.entry(1));
    assertThat(log.takeCommitted()).as("each entry once").isEmpty();
  }

  @Test
  void aCommittedEntryIsNeverCut() {
    RaftLog log = log(1, 1);
    log.commitTo(2);
    assertThatThrownBy(() -> log.truncateFrom(2)).isInstanceOf(InvariantViolation.class);
  }

  @Test
  void compactionKeepsWhatItIsTold() {
    RaftLog log = log(1, 1, 2, 2);
    log.commitTo(4);
    log.takeCommitted();
    log.applied(4);
    log.compact(meta(3, 2), 3);
    log.check();
    assertThat(log.firstIndex()).isEqualTo(3);
    assertThat(log.termAt(2)).as("the term before the first entry is known").isEqualTo(1);
    assertThat(log.termAt(1)).isEqualTo(RaftLog.UNKNOWN_TERM);
    assertThat(log.entry(3).term()).isEqualTo(2);
  }

  @Test
  void aSnapshotThatTheStoredLogContradictsSupersedesIt() {
    var stored = List.of(entry(1, 1), entry(2, 1), entry(3, 1));
    var log = new RaftLog(new Restored(new HardState(2, null), meta(2, 2), stored));
    assertThat(log.firstIndex()).isEqualTo(3);
    assertThat(log.lastIndex()).isEqualTo(2);
    assertThat(log.lastTerm()).isEqualTo(2);
  }

  @Test
  void aSnapshotThatTheStoredLogContainsKeepsIt() {
    var stored = List.of(entry(1, 1), entry(2, 2), entry(3, 2));
    var log = new RaftLog(new Restored(new HardState(2, null), meta(2, 2), stored));
    assertThat(log.firstIndex()).isEqualTo(1);
    assertThat(log.lastIndex()).isEqualTo(3);
    log.check();
  }

  @Test
  void slicesOutliveTheRing() {
    RaftLog log = log();
    for (int i = 1; i <= 500; i++) {
      log.append(entry(i, 1));
      if (i % 7 == 0) {
        log.truncateFrom(i);
        log.append(entry(i, 2 + i));
        log.truncateFrom(i);
        log.append(entry(i, 1));
      }
    }
    List<Entry> slice = log.batch(450, 10, 1000);
    log.truncateFrom(440);
    assertThat(slice).extracting(Entry::index).containsExactly(expected(450, 10));
  }

  @Test
  void aBatchKeepsBothLimitsButIsNeverEmpty() {
    RaftLog log = log(1, 1, 1, 1);
    assertThat(log.batch(1, 3, 1000)).hasSize(3);
    assertThat(log.batch(1, 9, 25)).as("ten bytes each").hasSize(2);
    assertThat(log.batch(1, 9, 1)).hasSize(1);
    assertThat(log.batch(5, 9, 1000)).isEmpty();
  }

  private static Long[] expected(long from, int count) {
    var all = new Long[count];
    for (int i = 0; i < count; i++) {
      all[i] = from + i;
    }
    return all;
  }

  private static RaftLog log(long... terms) {
    var entries = new ArrayList<Entry>();
    long last = 0;
    for (long term : terms) {
      last = term;
      entries.add(entry(entries.size() + 1, term));
    }
    return new RaftLog(new Restored(new HardState(last, null), null, entries));
  }

  private static Entry entry(long index, long term) {
    return new Entry(index, term, EntryKind.COMMAND, new byte[10]);
  }

  private static SnapshotMeta meta(long index, long term) {
    return new SnapshotMeta(index, term, Configuration.of(Set.of(new NodeId(1))));
  }
}
