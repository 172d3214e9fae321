package dev.trimaran.raft.node.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.node.memory.MemoryDisk;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.WrongDirectoryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeptLogTest {

  private static final int SEEDS = 40;

  /** What was written, as the log should have it. */
  private final TreeMap<Long, Entry> model = new TreeMap<>();

  private static KeptLogReader reader(LogFixture log) {
    return new KeptLogReader(
        log.disk, LogFixture.IDENTITY, Objects.requireNonNull(log.recovered.kept()));
  }

  private void write(LogFixture log, Entry... entries) {
    log.batch(null, entries);
    for (Entry entry : entries) {
      model.tailMap(entry.index(), true).clear();
      model.put(entry.index(), entry);
    }
  }

  private void requireSame(LogFixture log, long from) throws IOException {
    KeptLogReader reader = reader(log);
    for (long index = from; index <= model.lastKey(); index++) {
      Entry found = reader.read(index, index, 1, 1).getFirst();
      requireSame(found, wanted(index));
    }
    List<Entry> all = new ArrayList<>();
    long next = from;
    while (next <= model.lastKey()) {
      List<Entry> page = reader.read(next, model.lastKey(), 100, 30_000);
      assertThat(page).isNotEmpty();
      all.addAll(page);
      next += page.size();
    }
    assertThat(all).hasSize((int) (model.lastKey() - from + 1));
    for (Entry entry : all) {
      requireSame(entry, wanted(entry.index()));
    }
    reader.close();
  }

  private Entry wanted(long index) {
    return Objects.requireNonNull(model.get(index));
  }

  private static void requireSame(Entry found, Entry wanted) {
    assertThat(found.index()).isEqualTo(wanted.index());
    assertThat(found.term()).isEqualTo(wanted.term());
    assertThat(found.kind()).isEqualTo(wanted.kind());
    assertThat(found.data()).isEqualTo(wanted.data());
  }

  private static Entry entry(SeededRandomness random, long index, long term) {
    int size = random.nextInt(20) == 0 ? random.nextInt(9000) : random.nextInt(300);
    byte[] data = new byte[size];
    for (int i = 0; i < size; i++) {
      data[i] = (byte) random.nextInt(256);
    }
    return new Entry(index, term, EntryKind.COMMAND, data);
  }

  @Test
  void everyEntryIsFoundAlsoAfterCutsAndRestarts() throws IOException {
    for (long seed = 1; seed <= SEEDS; seed++) {
      model.clear();
      SeededRandomness random = new SeededRandomness(seed);
      LogFixture log = LogFixture.keeping(new MemoryDisk(), 1);
      long term = 1;
      for (int batch = 0; batch < 300; batch++) {
        long last = model.isEmpty() ? 0 : model.lastKey();
        long first = last + 1;
        if (random.nextInt(15) == 0 && last > 1) {
          first = Math.max(1, last - random.nextInt(random.nextInt(4) == 0 ? 800 : 5));
          term++;
        }
        Entry[] entries = new Entry[1 + random.nextInt(12)];
        for (int i = 0; i < entries.length; i++) {
          entries[i] = entry(random, first + i, term);
        }
        write(log, entries);
        if (random.nextInt(60) == 0) {
          requireSame(log, 1);
          if (random.nextInt(3) == 0) {
            log.disk.bytes(Layout.indexPath(1), new byte[200]); // as good as missing
          }
          log = LogFixture.keeping(log.disk, 1 + random.nextInt((int) (long) model.lastKey()));
        }
      }
      requireSame(log, 1);
      requireSame(LogFixture.keeping(log.disk, model.lastKey()), 1);
    }
  }

  private LogFixture long20() throws IOException {
    LogFixture log = LogFixture.keeping(new MemoryDisk(), 1);
    for (int i = 1; i <= 1200; i++) {
      write(log, LogFixture.entry(i, 1, 1000));
    }
    assertThat(log.disk.paths()).contains(Layout.indexPath(15));
    return log;
  }

  @Test
  void aRestartReadsTheEndOfTheLogAndOfTheRestNoMoreThanHeadersAndSeals() throws IOException {
    MemoryDisk disk = long20().disk;
    long before = disk.bytesRead();
    RecoveredLog recovered = LogFixture.keeping(disk, 1190).recovered;
    long end = disk.bytesRead() - before;
    assertThat(recovered.entries().getFirst().index()).isLessThanOrEqualTo(1190);
    assertThat(recovered.entries().getLast().index()).isEqualTo(1200);
    assertThat(recovered.entries()).hasSizeLessThan(200);
    before = disk.bytesRead();
    LogFixture.keeping(disk, 1);
    long all = disk.bytesRead() - before;
    assertThat(end).isLessThan(all / 3);
    assertThat(all).isGreaterThan(1_200_000);
  }

  @Test
  void aMissingIndexFileIsMadeAgain() throws IOException {
    LogFixture log = long20();
    byte[] had = log.disk.bytes(Layout.indexPath(3));
    log.disk.bytes(Layout.indexPath(3), new byte[0]);
    LogFixture again = LogFixture.keeping(log.disk, 1190);
    assertThat(log.disk.bytes(Layout.indexPath(3))).isEqualTo(had);
    requireSame(again, 1);
  }

  @Test
  void aDamagedEntryIsAnErrorWithFileAndOffset() throws IOException {
    LogFixture log = long20();
    byte[] segment = log.disk.bytes(Layout.path(2));
    int at = 30_000;
    segment[at] ^= 1;
    log.disk.bytes(Layout.path(2), segment);
    LogFixture again = LogFixture.keeping(log.disk, 1190); // what is old is not read at start
    KeptLogReader reader = reader(again);
    int damaged = 0;
    for (long index = 1; index <= 1200; index++) {
      try {
        requireSame(reader.read(index, index, 1, 1).getFirst(), wanted(index));
      } catch (DamagedFileException e) {
        damaged++;
        assertThat(e.file()).isEqualTo(Layout.path(2));
        assertThat(e.offset()).isBetween(at - 1100L, at + 100L);
      }
    }
    assertThat(damaged).isBetween(1, 30);
  }

  @Test
  void anUnreadableSealOfAnOldSegmentIsDamage() throws IOException {
    MemoryDisk disk = long20().disk;
    byte[] segment = disk.bytes(Layout.path(2));
    int end = LogFixture.end(disk, 2);
    segment[end - 20] ^= 1;
    disk.bytes(Layout.path(2), segment);
    assertThatThrownBy(() -> LogFixture.keeping(disk, 1190))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(Layout.path(2));
  }

  @Test
  void aMissingSegmentIsDamage() throws IOException {
    LogFixture log = long20();
    log.disk.delete(Layout.path(4), dev.trimaran.base.port.Disk.Lane.BULK, failure -> {});
    assertThatThrownBy(() -> LogFixture.keeping(log.disk, 1190))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void noDirectoryChangesItsRetention() throws IOException {
    MemoryDisk kept = long20().disk;
    assertThatThrownBy(() -> Recovery.read(kept, LogFixture.IDENTITY))
        .isInstanceOf(WrongDirectoryException.class)
        .hasMessageContaining("kept for ever");
    LogFixture compacted = LogFixture.open(new MemoryDisk());
    compacted.batch(null, LogFixture.entry(1, 1, 10));
    assertThatThrownBy(() -> LogFixture.keeping(compacted.disk, 1))
        .isInstanceOf(WrongDirectoryException.class)
        .hasMessageContaining("keeps all");
  }
}
