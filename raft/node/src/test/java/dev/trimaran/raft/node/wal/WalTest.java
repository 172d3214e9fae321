package dev.trimaran.raft.node.wal;

import static dev.trimaran.raft.node.wal.LogFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.memory.MemoryDisk;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.model.WrongDirectoryException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WalTest {

  private static final HardState STATE = new HardState(3, new NodeId(2));

  private static List<Long> indexes(List<Entry> entries) {
    return entries.stream().map(Entry::index).toList();
  }

  private static MemoryDisk threeBatches() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    log.batch(STATE, entry(1, 1, 100), entry(2, 1, 33));
    log.batch(null, entry(3, 2, 700));
    log.batch(null, entry(4, 3, 50), entry(5, 3, 900), entry(6, 3, 7));
    assertThat(log.persisted).containsExactly(1L, 2L, 3L);
    return log.disk;
  }

  @Test
  void anEmptyDiskHoldsNothing() throws IOException {
    RecoveredLog recovered = LogFixture.open(new MemoryDisk()).recovered;
    assertThat(recovered.entries()).isEmpty();
    assertThat(recovered.hardState()).isEqualTo(HardState.INITIAL);
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    RecoveredLog recovered = LogFixture.open(threeBatches()).recovered;
    assertThat(recovered.hardState()).isEqualTo(STATE);
    assertThat(indexes(recovered.entries())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(recovered.entries().get(4).data()).isEqualTo(entry(5, 3, 900).data());
    assertThat(recovered.entries().get(3).term()).isEqualTo(3);
  }

  @Test
  void allThatComesDuringAWriteIsOneBatch() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    log.wal.append(1, null, List.of(entry(1, 1, 10)));
    log.wal.flush();
    for (int i = 2; i <= 50; i++) {
      log.wal.append(i, null, List.of(entry(i, 1, 10)));
      log.wal.flush();
    }
    log.flush();
    assertThat(log.persisted).hasSize(50);
    assertThat(log.disk.operations())
        .filteredOn(operation -> operation.startsWith("sync " + Layout.path(1)))
        .as("one to prepare the file, one for the first write, one for all others")
        .hasSize(3);
  }

  @Test
  void aConflictingSuffixIsOverwrittenByWhatFollowsIt() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    log.batch(null, entry(1, 1, 10), entry(2, 1, 10), entry(3, 1, 10));
    log.batch(null, entry(2, 2, 10));
    List<Entry> entries = LogFixture.read(log.disk);
    assertThat(indexes(entries)).containsExactly(1L, 2L);
    assertThat(entries.get(1).term()).isEqualTo(2);
  }

  @Test
  void aTornTailIsCutAtEveryByte() throws IOException {
    MemoryDisk whole = threeBatches();
    int end = LogFixture.end(whole, 1);
    // Where the last batch begins: what two batches take.
    LogFixture two = LogFixture.open(new MemoryDisk());
    two.batch(STATE, entry(1, 1, 100), entry(2, 1, 33));
    two.batch(null, entry(3, 2, 700));
    int start = (LogFixture.end(two.disk, 1) + 7) / 8 * 8;
    for (int cut = start; cut < end; cut++) {
      MemoryDisk torn = whole.copy();
      Arrays.fill(torn.bytes(Layout.path(1)), cut, end, (byte) 0);
      assertThat(indexes(LogFixture.read(torn))).as("cut at " + cut).containsExactly(1L, 2L, 3L);
      LogFixture log = LogFixture.open(torn);
      log.batch(null, entry(4, 4, 20));
      assertThat(LogFixture.read(torn).getLast().term()).as("cut at " + cut).isEqualTo(4);
    }
  }

  @Test
  void sectorsOfATornBatchSurviveInAnyPattern() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    log.batch(null, entry(1, 1, 100));
    MemoryDisk before = log.disk.copy();
    log.batch(null, entry(2, 1, 600), entry(3, 1, 600), entry(4, 1, 600));
    byte[] old = before.bytes(Layout.path(1));
    int first = (LogFixture.end(before, 1) + 7) / 8 * 8 / 512;
    int sectors = LogFixture.end(log.disk, 1) / 512 + 1 - first;
    for (int pattern = 0; pattern < (1 << sectors) - 1; pattern++) {
      MemoryDisk torn = log.disk.copy();
      for (int sector = 0; sector < sectors; sector++) {
        if ((pattern & (1 << sector)) == 0) {
          int at = (first + sector) * 512;
          System.arraycopy(old, at, torn.bytes(Layout.path(1)), at, 512);
        }
      }
      assertThat(indexes(LogFixture.read(torn))).as("pattern " + pattern).startsWith(1L);
      assertThat(LogFixture.read(torn)).hasSizeBetween(1, 4);
    }
  }

  @Test
  void aBatchThatVanishedBeforeASoundOneIsDamage() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    log.batch(null, entry(1, 1, 100));
    int second = (LogFixture.end(log.disk, 1) + 7) / 8 * 8;
    log.batch(null, entry(2, 1, 100));
    int third = (LogFixture.end(log.disk, 1) + 7) / 8 * 8;
    log.batch(null, entry(3, 1, 100));
    Arrays.fill(log.disk.bytes(Layout.path(1)), second, third, (byte) 0);
    assertThatThrownBy(() -> LogFixture.read(log.disk))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("offset " + second)
        .hasMessageContaining("offset " + third);
  }

  @Test
  void aFlippedBitIsDamageUnlessNothingVouchesForItsBatch() throws IOException {
    MemoryDisk whole = threeBatches();
    List<Entry> all = LogFixture.read(whole);
    int end = LogFixture.end(whole, 1);
    int last = lastBatch(whole, end);
    for (int at = 0; at < end; at++) {
      for (int bit = 0; bit < 8; bit += 3) {
        MemoryDisk flipped = whole.copy();
        flipped.bytes(Layout.path(1))[at] ^= (byte) (1 << bit);
        if (at < last) {
          int offset = at;
          assertThatThrownBy(() -> LogFixture.read(flipped))
              .as("flipped at " + offset)
              .isInstanceOf(DamagedFileException.class)
              .hasMessageContaining("wal/0000000000000001.wal")
              .hasMessageContaining("offset")
              .hasMessageContaining("Restore the file");
        } else {
          assertThat(indexes(LogFixture.read(flipped))).as("flipped at " + at).hasSize(3);
        }
      }
    }
    assertThat(all).hasSize(6);
  }

  private static int lastBatch(MemoryDisk disk, int end) throws IOException {
    SegmentReader reader = new SegmentReader(disk.open(Layout.path(1), MemoryDisk.Lane.LOG));
    long salt = SegmentHeader.decode(reader.sector()).salt();
    long position = Layout.SEGMENT_HEADER_BYTES;
    long last = position;
    while (position < end) {
      SegmentReader.Batch batch = reader.batch(position, salt);
      assertThat(batch).isNotNull();
      if (batch == null) {
        break;
      }
      last = position;
      position = batch.end();
    }
    return (int) last;
  }

  @Test
  void aBadBatchBeforeALaterSegmentIsDamage() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    fillSegments(log, 3);
    byte[] first = log.disk.bytes(Layout.path(1));
    first[LogFixture.end(log.disk, 1) - 1] ^= 1;
    assertThatThrownBy(() -> LogFixture.read(log.disk))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("a segment follows");
  }

  @Test
  void aMissingSegmentIsDamage() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    fillSegments(log, 3);
    log.disk.delete(Layout.path(2), MemoryDisk.Lane.LOG, failure -> {});
    assertThatThrownBy(() -> LogFixture.read(log.disk)).isInstanceOf(DamagedFileException.class);
  }

  private static long fillSegments(LogFixture log, int segments) {
    long index = 0;
    while (!log.disk.exists(Layout.path(segments + 1))) {
      index++;
      log.batch(index == 1 ? STATE : null, entry(index, 3, 3_000));
    }
    return index;
  }

  @Test
  void rollsDropsAndUsesSegmentsAgain() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    long last = fillSegments(log, 4);
    assertThat(indexes(LogFixture.read(log.disk))).hasSize((int) last).contains(1L, last);
    log.wal.compact(last - 2);
    log.turn();
    assertThat(log.disk.operations()).anyMatch(operation -> operation.startsWith("rename"));
    for (long index = last + 1; index < last + 100; index++) {
      log.batch(null, entry(index, 3, 3_000));
    }
    RecoveredLog recovered = Recovery.read(log.disk, LogFixture.IDENTITY);
    assertThat(recovered.hardState()).isEqualTo(STATE);
    List<Entry> entries = recovered.entries();
    assertThat(entries.getFirst().index()).isGreaterThan(1);
    assertThat(entries.getLast().index()).isEqualTo(last + 99);
    assertThat(entries).hasSize((int) (last + 100 - entries.getFirst().index()));
  }

  @Test
  void startsAnewAfterASnapshot() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    long last = fillSegments(log, 3);
    Configuration configuration = Configuration.of(Set.of(new NodeId(1)));
    log.wal.reset(new SnapshotMeta(last + 500, 9, configuration), () -> log.persisted.add(-1L));
    log.flush();
    assertThat(log.persisted.getLast()).isEqualTo(-1);
    assertThat(LogFixture.read(log.disk)).isEmpty();
    log.batch(null, entry(last + 501, 9, 10));
    assertThat(indexes(LogFixture.read(log.disk))).containsExactly(last + 501);
    assertThat(Recovery.read(log.disk, LogFixture.IDENTITY).hardState()).isEqualTo(STATE);
  }

  @Test
  void aHoleInTheEntriesIsDamage() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    log.batch(null, entry(1, 1, 10));
    log.batch(null, entry(5, 1, 10));
    assertThatThrownBy(() -> LogFixture.read(log.disk)).hasMessageContaining("entry 5 follows");
  }

  @Test
  void anEntryLargerThanABatchIsWritten() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    log.batch(new HardState(1, null), entry(1, 1, 40_000), entry(2, 1, 40_000), entry(3, 1, 5));
    assertThat(indexes(LogFixture.read(log.disk))).containsExactly(1L, 2L, 3L);
    assertThat(log.persisted).containsExactly(1L);
  }

  @Test
  void theLargestEntryFits() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    int largest = LogFixture.SMALL.maxEntryBytes();
    log.batch(new HardState(1, null), entry(1, 1, largest), entry(2, 1, largest));
    assertThat(indexes(LogFixture.read(log.disk))).containsExactly(1L, 2L);
  }

  @Test
  void aFailedSyncIsFinal() throws IOException {
    LogFixture log = LogFixture.open(new MemoryDisk());
    log.batch(null, entry(1, 1, 10));
    log.disk.syncsFail();
    log.batch(null, entry(2, 1, 10));
    assertThat(log.failure).isNotNull();
    assertThat(log.persisted).containsExactly(1L);
    int before = log.disk.operations().size();
    log.batch(null, entry(3, 1, 10));
    assertThat(log.disk.operations()).hasSize(before);
    assertThat(log.persisted).containsExactly(1L);
  }

  @Test
  void aFullDiskIsSaidAndTheCurrentSegmentGoesOn() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    LogFixture log = new LogFixture(disk, new WalConfig(64 << 10, 16 << 10, 1, 1 << 20));
    log.batch(null, entry(1, 1, 10));
    assertThat(log.wal.lowOnSpace()).isFalse();
    disk.usable(1 << 19);
    log.wal.checkSpace();
    assertThat(log.wal.lowOnSpace()).isTrue();
    log.batch(null, entry(2, 1, 10));
    assertThat(log.persisted).containsExactly(1L, 2L);
    disk.usable(1 << 30);
    log.wal.checkSpace();
    assertThat(log.wal.lowOnSpace()).isFalse();
  }

  @Test
  void waitsForRoomWhenTheSegmentIsFullAndTheDiskToo() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    LogFixture log = LogFixture.open(disk);
    disk.usable(0);
    for (long index = 1; index <= 60; index++) {
      log.batch(null, entry(index, 1, 3_000));
    }
    assertThat(log.failure).isNull();
    int before = log.persisted.size();
    assertThat(before).isLessThan(60);
    disk.usable(1 << 30);
    log.wal.checkSpace();
    log.flush();
    assertThat(log.persisted).hasSize(60);
    assertThat(LogFixture.read(disk)).hasSize(60);
  }

  @Test
  void filesOfAnotherNodeAreRefused() throws IOException {
    MemoryDisk disk = threeBatches();
    for (StorageIdentity other :
        List.of(
            new StorageIdentity(8, 1, new NodeId(1)),
            new StorageIdentity(7, 2, new NodeId(1)),
            new StorageIdentity(7, 1, new NodeId(2)))) {
      assertThatThrownBy(() -> Recovery.read(disk, other))
          .isInstanceOf(WrongDirectoryException.class)
          .hasMessageContaining("belongs to node 1 of cluster 7, group 1")
          .hasMessageContaining("Point the data directory");
    }
  }
}
